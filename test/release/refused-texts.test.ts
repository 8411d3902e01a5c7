import { sql } from 'kysely'
import { type Definition, dashboard, defineProject, row, source, tablePanel, view } from 'sightline'
import { date, text } from 'sightline/columns'
import { dataCheck } from 'sightline/data-checks'
import { buildRelease } from 'sightline/engine'
import { expect, test } from 'vitest'
import { sales } from '../check/rules/context.ts'
import { revenueAlert } from '../check/rules/revenue-alert.ts'
import { functionOf, orders, panelsOf, storedOf, viewOf } from '../deploy/support/small-shop.ts'

const build = (definitions: readonly Definition[], title = 'Shop') =>
  buildRelease(
    defineProject({
      name: 'shop',
      version: '1.0.0',
      folder: { uid: 'shop', title },
      definitions: [orders, ...definitions],
      sample: async () => {},
    }),
  )
const day = () => sql<{ day: Date }>`select day from orders`
const boardOf = (title: string, panel: string, description = 'For a test.') =>
  dashboard({
    uid: 'shop',
    title,
    description,
    rows: [row('All', { panels: [tablePanel({ title: panel, description, query: day() })] })],
  })

const placesOf: Readonly<Record<string, (bad: string) => readonly Definition[]>> = {
  'the title of a dashboard': (bad) => [boardOf(bad, 'Days')],
  'the title of a panel': (bad) => [boardOf('Shop', bad)],
  'the description of a panel': (bad) => [boardOf('Shop', 'Days', bad)],
  'the description of a view': (bad) => [
    view('shop.one', { description: bad, grain: ['day'], query: day() }),
  ],
  'the description of a column': (bad) => [
    viewOf('shop.one', 'day', 'select day from orders', { columns: { day: bad } }),
  ],
  'the description of a source': (bad) => [
    source('more', { description: bad, columns: { day: date(), note: text() } }),
  ],
  'a literal in the SQL of a view': (bad) => [viewOf('shop.one', '', `select '${bad}' as one`)],
  'a name in the SQL of a view': (bad) => [viewOf('shop.one', '', `select 1 as "${bad}"`)],
  'the SQL of stored rows': (bad) => [storedOf('shop.one', 'one', `select '${bad}' as one`)],
  'the body of a function': (bad) => [functionOf('shop.one', '()', 'text', `select '${bad}'`)],
  'a literal in the SQL of a panel': (bad) => [panelsOf(`select '${bad}' as one`)],
  'the SQL of a data check': (bad) => [
    dataCheck('check', {
      description: 'For a test.',
      remedy: 'None.',
      query: sql<{ one: string }>`select '${sql.raw(bad)}' as one`,
    }),
  ],
  'the SQL of an alert': (bad) => [
    sales,
    revenueAlert('Revenue', {
      query: sql<{ revenue: number }>`select '${sql.raw(bad)}'::integer as revenue`,
    }),
  ],
}

const cases = Object.entries(placesOf).flatMap(([place, definitions]) => [
  [place, 'half of a surrogate pair', 'be\ud800low', definitions] as const,
  [place, 'half of a surrogate pair', 'be\udc00', definitions] as const,
  [place, 'a NUL', 'be\0low', definitions] as const,
])

test.each(cases)('%s with %s is refused with its place', (_, what, bad, definitions) => {
  expect(() => build(definitions(bad))).toThrow(
    new RegExp(`has ${what} in it[\\s\\S]*be…[\\s\\S]*\\.ts:\\d+`),
  )
})

test('the title of the folder is looked at, and characters outside of the first plane are fine', () => {
  expect(() => build([], 'a\0b')).toThrow(/has a NUL in it[\s\S]*folder\.title/)
  expect(build([boardOf('Shop 🚀', 'Days 𝔸')], '🛒').dashboards[0]?.json.title).toBe('Shop 🚀')
})
