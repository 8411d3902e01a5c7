import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { renderReport, reportFormats, requireReport } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { reportedProject } from './reported-project.ts'

/** Longer than a cell of Excel. */
const longTitle = `${'word '.repeat(8000)}😀`

let shop: Awaited<ReturnType<typeof reportedProject>>
beforeAll(async () => {
  shop = await reportedProject(
    [
      { user: 'ann' },
      { user: 'len' },
      { user: 'bob', zone: 'America/New_York' },
      { user: 'nia', zone: 'Europe/Oslo' },
    ],
    [
      ['ann', '=cmd(), <b>"quoted"</b> שלום', '2026-03-09T00:00:00Z', '10.00'],
      ['ann', 'Plain', '2026-03-09T23:59:59.9Z', '5.10'],
      ['ann', 'Too late', '2026-03-10T00:00:00Z', '99.00'],
      ['ann', 'Day before', '2026-03-08T12:00:00Z', '20.00'],
      ['len', longTitle, '2026-03-09T12:00:00Z', '1.00'],
      ['bob', 'Of Bob', '2026-03-09T12:00:00Z', '1.00'],
      ['nia', 'In the short day', '2026-03-28T23:30:00Z', '7.00'],
      ['nia', 'After the short day', '2026-03-29T22:30:00Z', '8.00'],
      ['nia', 'In the last hour of the long day', '2026-10-25T22:59:59Z', '7.00'],
      ['nia', 'After the long day', '2026-10-25T23:00:00Z', '8.00'],
    ],
  )
})

const now = new Date('2026-03-10T09:30:00Z')

async function rendered(user: string, subject: { readonly day?: string; readonly now?: Date } = {}) {
  const options = { user, day: subject.day, now: subject.now ?? now, timeout: 10_000 }
  const { content } = await renderReport(
    shop.client,
    shop.release,
    requireReport(shop.release, 'daily'),
    options,
  )
  return content
}

describe('a report', () => {
  it('covers the finished day to its last moment, beside the day before', async () => {
    const text = reportFormats.text(await rendered('ann'))
    expect(text).toContain('Monday, 9 March 2026 (UTC)')
    expect(text).toContain('Revenue: $15.10 (−24.5 %; the day before $20.00)')
    expect(text).not.toContain('Too late')
  })

  it('has no row of anybody else', async () => {
    const { sections } = await rendered('bob')
    const table = sections.find(({ title }) => title === 'Titles')
    expect(table?.kind === 'rows' && table.rows.map(([cell]) => cell?.text)).toEqual(['Of Bob'])
  })

  it('says what stands there where nothing happened', async () => {
    const text = reportFormats.text(await rendered('bob', { day: '2020-01-01' }))
    expect(text).toContain('Nothing was sold.')
  })

  it.each([
    [23, '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '2026-03-30T07:00:00Z'],
    [25, '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', '2026-10-26T08:00:00Z'],
  ])('has days of the recipient’s zone, also where one has %i hours', async (_, name, from, to, due) => {
    const { period, sections } = await rendered('nia', { now: new Date(due) })
    expect(period).toMatchObject({
      name,
      from: new Date(from),
      to: new Date(to),
      due: new Date(due),
    })
    const table = sections.find(({ title }) => title === 'Titles')
    expect(table?.kind === 'rows' && table.rows).toHaveLength(1)
  })

  it('names a section that fails, and has the others', async () => {
    await shop.client.query('alter table sales rename column title to headline')
    const content = await rendered('ann')
    await shop.client.query('alter table sales rename column headline to title')
    expect(content.sections.map(({ kind }) => kind)).toEqual(['figures', 'failed'])
    expect(reportFormats.text(content)).toContain('This part could not be worked out: ')
  })

  it('is refused for somebody who gets none', async () => {
    await expect(rendered('eve')).rejects.toMatchObject({ code: 'unknown-user' })
  })

  it.each(['yesterday', '', '2026-13', '2026-13-01', '2026-02-30', '2026-3-09', '0000-01-01', '99999-01-01'])(
    'is refused for "%s", which is no day',
    async (day) => {
      await expect(rendered('ann', { day })).rejects.toMatchObject({ code: 'invalid-time' })
    },
  )

  it.each(['2026-03-10', '2099-01-01'])('is refused for %s, which is not over', async (day) => {
    await expect(rendered('ann', { day })).rejects.toMatchObject({ code: 'period-not-over' })
  })
})

describe('each form of a report says the same', () => {
  const title = '=cmd(), <b>"quoted"</b> שלום'

  it('as HTML, where a title is a text', async () => {
    const html = await reportFormats.html(await rendered('ann'))
    expect(html).toContain('=cmd(), &lt;b&gt;&quot;quoted&quot;&lt;/b&gt; שלום')
    expect(html).toContain('$15.10')
  })

  it('as HTML, which asks no other host for fonts or pictures', async () => {
    expect(await reportFormats.html(await rendered('ann'))).not.toMatch(/<link|@import|src="http/)
  })

  it('as CSV, where it is no formula', async () => {
    expect(reportFormats.csv(await rendered('ann'))).toContain(`"'=cmd(), <b>""quoted""</b> שלום",10.00\r\n`)
  })

  it('as JSON, with every digit', async () => {
    const { sections } = JSON.parse(reportFormats.json(await rendered('ann')))
    expect(sections[0].figures[0]).toMatchObject({ name: 'revenue', value: '15.10', before: '20.00' })
    expect(sections[1].rows[0]).toEqual({ title, amount: '10.00' })
  })

  it('as a workbook with a sheet for each section', async () => {
    const { sheets } = await readXlsx(await reportFormats.xlsx(await rendered('ann')))
    expect(sheets.map(({ name }) => name)).toEqual(['1 Revenue', '2 Titles'])
    expect(sheets[0]?.rows[1]).toEqual(['Revenue', 15.1, 20, expect.closeTo(-0.245, 6)])
    expect(sheets[1]?.rows[1]).toEqual([title, 10])
  })

  it('as a document with a bookmark for each section', async () => {
    const file = join(await temporaryFolder(), 'report.pdf')
    writeFileSync(file, await reportFormats.pdf(await rendered('ann')))
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    for (const part of ['Your day', 'Monday, 9 March 2026', '$15.10', '=cmd(),', 'Plain'])
      expect(text).toContain(part)
  })

  it('of a title that has no room, cut where people read it and whole for programs', async () => {
    const content = await rendered('len')
    const { sheets } = await readXlsx(await reportFormats.xlsx(content))
    expect(sheets[1]?.rows[1]).toEqual([expect.stringMatching(/^word .{100,}…$/), 1])
    expect(reportFormats.text(content)).not.toContain(longTitle)
    expect(await reportFormats.html(content)).toContain('word …')
    expect(reportFormats.csv(content)).toContain(longTitle)
    expect(JSON.parse(reportFormats.json(content)).sections[1].rows[0].title).toBe(longTitle)
  })
})
