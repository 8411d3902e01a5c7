import { sql } from 'kysely'
import {
  alertRule,
  below,
  contactPoint,
  dashboard,
  defineProject,
  materializedView,
  row,
  source,
  statPanel,
  tablePanel,
  view,
} from 'sightline'
import { bigint, numeric, text, timestamptz } from 'sightline/columns'
import { email } from 'sightline/integrations'

/** A project of any size: `VIEWS` in three layers, each joined with three stored ones of the layer below; 20 panels for each 1.14 views. */
const views = Number(process.env.VIEWS ?? 75)
const layers = 3
const width = views / layers
const stored = Math.max(3, width / 5)
const fanIn = 4

interface Totals {
  readonly country: string
  readonly total: number | null
  readonly n: number
}

const orders = source('orders', {
  description: 'What was ordered.',
  columns: {
    order_id: bigint().primaryKey(),
    country: text(),
    placed_at: timestamptz(),
    amount: numeric(10, 2),
  },
})

const totals = sql<Totals>`select country, sum(amount) as total, count(*) as n from ${sql.table('orders')} group by country having count(*) > ${sql.lit(Number(process.env.BASE ?? 0))}`

/** What reads one view of the layer below and three stored ones. */
function joined(layer: number, position: number) {
  const names = Array.from({ length: fanIn }, (_, index) =>
    index === 0 ? `an.v${layer - 1}_${position % width}` : `an.m${layer - 1}_${(position + index) % stored}`,
  )
  const [first, ...others] = names.map((name) => sql.table(name))
  const joins = others.map((name, index) => sql`join ${name} as j${sql.raw(String(index))} using (country)`)
  return sql<Totals>`select f.country, f.total, f.n from ${first} as f ${sql.join(joins, sql` `)}`
}

const description = 'The orders of a country.'
const relations = Array.from({ length: layers }, (_, layer) => [
  ...Array.from({ length: width }, (_, position) =>
    view(`an.v${layer}_${position}`, {
      description,
      grain: ['country'],
      query: layer === 0 ? totals : joined(layer, position),
    }),
  ),
  ...Array.from({ length: stored }, (_, position) =>
    materializedView(`an.m${layer}_${position}`, {
      description,
      grain: ['country'],
      query: sql<Totals>`select * from ${sql.table(`an.v${layer}_${position}`)}`,
    }),
  ),
]).flat()

const nameAt = (position: number) => sql.table(relations[position % relations.length]?.name ?? '')
const dashboards = Array.from({ length: Math.round(views * 0.877) }, (_, board) =>
  dashboard({
    uid: `d${board}`,
    title: `Dashboard ${board}`,
    description,
    time: { from: 'now-6h', to: 'now' },
    rows: [
      row('Countries', {
        panels: Array.from({ length: 20 }, (_, panel) => {
          const relation = nameAt(board * 7 + panel * 11)
          const title = `Panel ${panel}`
          return panel % 2 === 0
            ? statPanel({
                title,
                description,
                unit: 'short',
                query: sql<{
                  total: number
                }>`select sum(total) as total from ${relation} where n > ${sql.lit(panel)}`,
              })
            : tablePanel({
                title,
                description,
                query: sql<Totals>`select country, total, n from ${relation} order by total desc limit ${sql.lit(panel)}`,
              })
        }),
      }),
    ],
  }),
)

const team = contactPoint('team', { description: 'Us.', integrations: [email({ to: ['team@example.com'] })] })
const rules = Array.from({ length: Math.round(views / 8) }, (_, position) =>
  alertRule(`Rule ${position}`, {
    uid: `rule-${position}`,
    summary: 'Few orders.',
    description: 'Look at the shop.',
    query: sql<{ found: number }>`select count(*) as found from ${nameAt(position)}`,
    value: 'found',
    condition: below(position),
    every: '5m',
    for: '10m',
    severity: 'critical',
    noData: 'Alerting',
    onError: 'Error',
    contactPoint: team,
  }),
)

export default defineProject({
  name: 'large',
  version: '1.0.0',
  folder: { uid: 'large', title: 'Large' },
  readerRole: 'large_reader',
  definitions: [orders, ...relations, ...dashboards, team, ...rules],
  sample: async ({ now, copy }) => {
    await copy(
      orders,
      Array.from({ length: 500 }, (_, position) => ({
        order_id: position,
        country: `C${position % 10}`,
        placed_at: new Date(now.getTime() - position * 60_000),
        amount: 5,
      })),
    )
  },
})
