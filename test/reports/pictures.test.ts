import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  asTime,
  barGaugePanel,
  dashboard,
  defineProject,
  from,
  gaugePanel,
  pieChartPanel,
  queryVariable,
  row,
  rows,
  statPanel,
  tablePanel,
  textPanel,
  thresholds,
  timeFilter,
  timeseriesPanel,
} from 'sightline'
import {
  buildRelease,
  type ReportContent,
  renderReport,
  reportFormats,
  requireReport,
} from 'sightline/engine'
import { pictureOf, report } from 'sightline/reports'
import { beforeAll, describe, expect, it } from 'vitest'
import { colorByName } from '../../toolkit/grafana/model/display/named-colors.ts'
import { mailOf } from '../../toolkit/reports/delivery/mail.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { deployedReports, readers, sales } from './reported-project.ts'

const user = queryVariable('user', {
  label: 'User',
  description: 'Whose sales are shown.',
  query: rows(readers)
    .where('time_zone', 'is', null)
    .select(['user_id as __value', 'email as __text'])
    .orderBy('user_id'),
})

const ofUser = () =>
  from(sales)
    .selectFrom('sales')
    .where((eb) => timeFilter(eb.ref('sold_at')))
    .where('user_id', '=', user.value())

const hours = timeseriesPanel({
  title: 'Sales over the day',
  description: 'Dollars of each sale.',
  unit: 'currencyUSD',
  thresholds: thresholds('green', [50, 'red']),
  thresholdsStyle: 'line',
  query: ofUser()
    .select((eb) => [asTime(eb.ref('sold_at')).as('time'), 'amount as Sold'])
    .orderBy('time'),
})

const total = statPanel({
  title: 'Sold',
  description: 'Dollars of all sales.',
  unit: 'currencyUSD',
  decimals: 2,
  thresholds: thresholds('red', [10, 'green']),
  query: ofUser().select((eb) => eb.fn.sum<number>('amount').as('sold')),
})

const dial = gaugePanel({
  title: 'Of the goal',
  description: 'Dollars of the goal.',
  unit: 'currencyUSD',
  min: 0,
  max: 100,
  thresholds: thresholds('red', [10, 'green']),
  query: ofUser().select((eb) => eb.fn.sum<number>('amount').as('sold')),
})

const byTitle = () =>
  ofUser()
    .groupBy('title')
    .select((eb) => ['title', eb.fn.sum<number>('amount').as('sold')])
    .orderBy('title')

const bars = barGaugePanel({ title: 'By title', description: '…', unit: 'currencyUSD', query: byTitle() })
const shares = pieChartPanel({ title: 'Shares', description: '…', unit: 'currencyUSD', query: byTitle() })
const table = tablePanel({ title: 'Titles', description: '…', unit: 'currencyUSD', query: byTitle() })
const note = textPanel({ title: 'Note', description: '…', markdown: 'Sales are in **dollars**.' })

const shop = dashboard({
  uid: 'shop-sales',
  title: 'Sales',
  description: 'What was sold.',
  variables: [user],
  rows: [row('All', { panels: [hours, total, dial, bars, shares, table, note] })],
})

const sold = timeseriesPanel({
  title: 'Sold',
  description: 'Dollars of each sale.',
  unit: 'currencyUSD',
  decimals: 2,
  query: rows(sales)
    .where((eb) => timeFilter(eb.ref('sold_at')))
    .select((eb) => ['user_id', asTime(eb.ref('sold_at')).as('time'), 'amount as Sold'])
    .orderBy('time'),
})

const common = {
  title: 'Your day',
  description: 'What was sold yesterday.',
  schedule: { every: 'day', at: '09:00' },
} as const

const daily = report('daily', {
  ...common,
  userColumn: 'user_id',
  recipients: rows(readers).select(['user_id', 'email', 'time_zone']),
  sections: [pictureOf(sold), pictureOf(shop, { user })],
})

const everybody = report('everybody', {
  ...common,
  recipients: ['ops@example.com'],
  sections: [pictureOf(sold), pictureOf(shop, { panels: [total] })],
})

let deployed: Awaited<ReturnType<typeof deployedReports>>
beforeAll(async () => {
  deployed = await deployedReports(
    [daily, everybody],
    [
      { user: 'ann' },
      { user: 'bob' },
      { user: 'nia', zone: 'Europe/Oslo' },
      { user: 'tor', zone: 'Asia/Tokyo' },
    ],
    [
      ['ann', '=cmd(), <b>"quoted"</b> & שלום 視頻 🎬', '2026-03-09T08:00:00Z', '10.00'],
      ['ann', 'Plain', '2026-03-09T14:00:00Z', '62.50'],
      ['ann', 'Day before', '2026-03-08T12:00:00Z', '20.00'],
      ['bob', 'Of Bob', '2026-03-09T12:00:00Z', '1.00'],
      ['tor', 'Of Tor', '2026-03-09T02:30:00Z', '3.00'],
      ['tor', 'Later', '2026-03-09T04:00:00Z', '4.00'],
    ],
  )
})

async function rendered(name: string, whose: string): Promise<ReportContent> {
  const { client, release } = deployed
  const now = new Date('2026-03-10T09:30:00Z')
  const subject = { user: whose, day: undefined, now, timeout: 10_000 }
  return (await renderReport(client, release, requireReport(release, name), subject)).content
}

const picturesOf = ({ sections }: ReportContent) =>
  sections.flatMap((section) => (section.kind === 'pictures' ? section.pictures : []))

describe('a picture in a report', () => {
  it('shows what the dashboard shows, in its units, colours and thresholds', async () => {
    const pictures = picturesOf(await rendered('daily', 'ann'))
    expect(pictures.map(({ title, words }) => [title, words.slice(0, 40)])).toEqual([
      ['Sold', 'Sold: last $62.50'],
      ['Sales over the day', 'Sold: last $62.5'],
      ['Sold', '$72.50'],
      ['Of the goal', '$72.5'],
      ['By title', '=cmd(), <b>"quoted"</b> & שלום 視頻 🎬 $10'],
      ['Shares', '=cmd(), <b>"quoted"</b> & שלום 視頻 🎬 $10'],
      ['Titles', ''],
      ['Note', 'Sales are in **dollars**.'],
    ])
    const [, overDay, stat] = pictures
    expect(overDay?.drawing?.svg).toContain(`stroke="${colorByName('red', 'light')}"`)
    expect(stat?.drawing?.svg).toContain(`fill="${colorByName('green', 'light')}"`)
  })

  it('has the rows of one user and of the period alone', async () => {
    const pictures = picturesOf(await rendered('daily', 'bob'))
    const amounts = pictures.flatMap(({ tables }) =>
      tables.flatMap(({ rows: cells }) => cells.map((row) => row.at(-1)?.text)),
    )
    expect(new Set(amounts)).toEqual(new Set(['1']))
  })

  it('has the times of the one who reads it, and exact moments where a machine reads', async () => {
    const content = await rendered('daily', 'tor')
    const [picture] = picturesOf(content)
    expect(picture?.tables[0]?.rows.map(([time]) => time)).toEqual([
      { shown: '2026-03-09 11:30:00', text: '2026-03-09 02:30:00.000+00' },
      { shown: '2026-03-09 13:00:00', text: '2026-03-09 04:00:00.000+00' },
    ])
    const axis = [...(picture?.drawing?.svg.matchAll(/>(\d\d:\d\d)</g) ?? [])].map(([, label]) => label)
    expect(axis[0]).toBe('00:00')
    expect(axis.length).toBeGreaterThan(2)
  })

  it('is of everybody where the report goes to addresses', async () => {
    const pictures = picturesOf(await rendered('everybody', 'ops@example.com'))
    expect(pictures.map(({ title }) => title)).toEqual(['Sold', 'Sold'])
    expect(pictures[0]?.tables[0]?.rows).toHaveLength(5)
  })

  it('says so where nothing happened', async () => {
    const { client, release } = deployed
    const subject = { user: 'ann', day: '2020-01-01', now: new Date(), timeout: 10_000 }
    const { content } = await renderReport(client, release, requireReport(release, 'daily'), subject)
    expect(content.sections[0]).toMatchObject({ kind: 'empty', text: 'Nothing in this period.' })
    expect(picturesOf(content)[0]).toMatchObject({ drawing: undefined, words: 'No data' })
  })

  it('shows a user whom the dashboard does not offer nobody else', async () => {
    const [, onDashboard] = (await rendered('daily', 'nia')).sections
    const pictures = onDashboard?.kind === 'pictures' ? onDashboard.pictures : []
    expect(pictures).toHaveLength(7)
    expect(pictures.flatMap(({ tables }) => tables.flatMap(({ rows: cells }) => cells)).flat()).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ text: '72.5' })]),
    )
  })

  it('is refused where a panel would show each user what all have sold', () => {
    const open = dashboard({
      uid: 'open',
      title: 'Open',
      description: 'For everybody.',
      variables: [user],
      rows: [
        row('All', {
          panels: [statPanel({ title: 'All', description: '…', query: rows(sales).select('amount') })],
        }),
      ],
    })
    const leaking = report('leaking', {
      ...common,
      userColumn: 'user_id',
      recipients: rows(readers).select(['user_id', 'email']),
      sections: [pictureOf(open, { user })],
    })
    const project = {
      name: 'leak',
      version: '1.0.0',
      folder: { uid: 'leak', title: 'Leak' },
      sample: async () => {},
    }
    expect(() => buildRelease(defineProject({ ...project, definitions: [leaking] }))).toThrow(
      expect.objectContaining({ code: 'picture-not-of-user', message: expect.stringContaining('All') }),
    )
  })
})

describe('each form of a report has its pictures', () => {
  it('as images of a page, with their words for who sees none', async () => {
    const html = await reportFormats.html(await rendered('daily', 'ann'))
    expect(html.match(/<img src="data:image\/svg\+xml;base64,/g)).toHaveLength(6)
    expect(html).toContain('alt="Sold: $72.50"')
  })

  it('as PNG inside of a mail', async () => {
    const { html, attachments = [] } = await mailOf(await rendered('daily', 'ann'))
    const inline = attachments.filter(({ contentDisposition }) => contentDisposition === 'inline')
    expect(inline).toHaveLength(6)
    for (const { cid = '', content } of inline) {
      expect(html).toContain(`src="cid:${cid}"`)
      expect(Buffer.isBuffer(content) && content.subarray(1, 4).toString()).toBe('PNG')
    }
  })

  it('as drawings of a document, whose words can be searched in every script', async () => {
    const folder = await temporaryFolder()
    const file = join(folder, 'report.pdf')
    writeFileSync(file, await reportFormats.pdf(await rendered('daily', 'ann')))
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    for (const part of ['$72.50', 'Sales over the day', '視頻', 'שלום', '=cmd(), <b>'])
      expect(text).toContain(part)
    execFileSync('pdftoppm', ['-r', '40', '-png', file, join(folder, 'page')])
    expect(readFileSync(join(folder, 'page-1.png')).length).toBeGreaterThan(8000)
  })

  it('as the rows behind them, where there are no pictures', async () => {
    const content = await rendered('daily', 'ann')
    expect(reportFormats.csv(content)).toContain('Plain,62.5\r\n')
    const { sections } = JSON.parse(reportFormats.json(content))
    expect(sections[0].pictures[0].rows).toContainEqual({ Time: '2026-03-09 08:00:00.000+00', Sold: '10' })
    expect(reportFormats.text(content)).toContain('Sold: $72.50')
  })
})
