import { readXlsx } from 'hucre/xlsx'
import { rows, sql, tablePanel, timeFilter } from 'sightline'
import { renderReport, reportFormats, requireReport } from 'sightline/engine'
import { pictureOf, report, reportTable } from 'sightline/reports'
import { beforeAll, expect, it } from 'vitest'
import { deployedReports, readers, sales } from './reported-project.ts'

const zones = ['UTC', 'Europe/Oslo', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'] as const

const when = rows(sales)
  .where((eb) => timeFilter(eb.ref('sold_at')))
  .orderBy('sold_at')

const sold = when.select((eb) => [
  'user_id',
  'sold_at',
  sql<Date>`date_trunc('day', ${eb.ref('sold_at')}, 'UTC')`.as('day'),
  sql<Date>`${eb.ref('sold_at')} at time zone 'UTC'`.as('of_no_zone'),
  sql<string>`${eb.ref('sold_at')}::date`.as('date'),
])

const times = report('times', {
  title: 'Times',
  description: 'When it was sold.',
  schedule: { every: 'week', on: 'monday', at: '08:00' },
  userColumn: 'user_id',
  recipients: rows(readers).select(['user_id', 'email', 'time_zone']),
  sections: [
    reportTable({
      title: 'Sold',
      query: sold,
      columns: { sold_at: {}, day: {}, of_no_zone: {}, date: {} },
      empty: 'Nothing.',
    }),
    pictureOf(
      tablePanel({
        title: 'Panel',
        description: 'Sold.',
        query: when.select(['user_id', 'sold_at']),
      }),
    ),
  ],
})

let shop: Awaited<ReturnType<typeof deployedReports>>
beforeAll(async () => {
  shop = await deployedReports(
    [times],
    zones.map((zone) => ({ user: zone, zone })),
    // Before, in and behind the hour that Oslo does not have.
    zones.flatMap((zone) =>
      ['2026-03-28T23:30:00Z', '2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z', '2026-03-29T09:00:00Z'].map(
        (at) => [zone, 'x', at, '1.00'] as const,
      ),
    ),
  )
})

const asText = (value: unknown) =>
  value instanceof Date
    ? value
        .toISOString()
        .replace('T', ' ')
        .replace(/(?::00)?\.000Z$/, '')
        .replace(/ 00:00$/, '')
    : `no moment: ${value}`

it.each(zones)('a workbook shows the times of %s as the page does, and names the zone', async (zone) => {
  const options = { user: zone, day: '2026-03-29', now: new Date('2026-04-08T00:00:00Z'), timeout: 10_000 }
  const { content } = await renderReport(
    shop.client,
    shop.release,
    requireReport(shop.release, 'times'),
    options,
  )
  const [table] = content.sections
  const shown = table?.kind === 'rows' ? table.rows.map((row) => row.map((cell) => cell.shown)) : []
  const html = await reportFormats.html(content)
  for (const text of shown.flat()) expect(html).toContain(text)
  const { sheets } = await readXlsx(await reportFormats.xlsx(content))
  const [header, ...cells] = sheets[0]?.rows ?? []
  expect(header).toEqual([`Sold at (${zone})`, 'Day', 'Of no zone', 'Date'])
  expect(shown).toHaveLength(4)
  expect(cells.map((row) => row.map(asText))).toEqual(
    shown.map((row) => row.map((text) => text.replace(/ 00:00$/, ''))),
  )
  const [panelHeader, ...panelCells] = sheets[1]?.rows ?? []
  expect(panelHeader?.at(-1)).toBe(`sold_at (${zone})`)
  expect(panelCells.map((row) => asText(row.at(-1)))).toEqual(cells.map(([at]) => asText(at)))
})
