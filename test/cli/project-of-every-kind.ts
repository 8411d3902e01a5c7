/** The files of a small project that has something for every command. */
export const projectOfEveryKind: Readonly<Record<string, string>> = {
  'comment.md': 'Nothing changes.\n',
  'shop.ts': `import { above, alertRule, ago, cache, contactPoint, dashboard, materializedView, row, rows, schedule, source, sql, statPanel, timeFilter, view } from 'sightline'
import { numeric, text, timestamptz } from 'sightline/columns'
import { count, event, field, occurrence, rollup } from 'sightline/events'
import { sharedExport } from 'sightline/exports'
import { email } from 'sightline/integrations'
import { report, reportTable } from 'sightline/reports'

export const users = source('users', {
  description: 'Who gets reports.',
  columns: { user_id: text().primaryKey(), email: text() },
})
export const orders = source('orders', {
  description: 'What was sold.',
  columns: { order_id: text().primaryKey(), user_id: text(), placed_at: timestamptz(), amount: numeric(12, 2) },
})
export const daily = view('shop.daily', {
  description: 'Revenue of each user.',
  grain: ['user_id'],
  query: rows(orders).select((eb) => ['user_id', eb.fn.sum('amount').as('revenue')]).groupBy('user_id'),
})
export const kept = materializedView('shop.kept', {
  description: 'The same, kept.',
  grain: ['user_id'],
  query: rows(daily).selectAll(),
})
export const hourly = schedule('refresh-kept', { description: 'Refreshes it.', cron: '0 * * * *', run: sql\`select 1\` })
const revenue = statPanel({
  title: 'Revenue',
  description: 'US dollars.',
  unit: 'currencyUSD',
  query: rows(kept).select((eb) => eb.fn.sum('revenue').as('revenue')),
})
export const sales = dashboard({
  uid: 'shop-sales',
  title: 'Sales',
  description: 'What was sold.',
  rows: [row('Sales', { panels: [revenue] })],
})
export const tooMany = alertRule('Too Many Orders', {
  uid: 'shop-too-many',
  summary: 'Many orders.',
  description: 'Look at the shop.',
  query: rows(orders).where('placed_at', '>', ago({ days: 1 })).select((eb) => eb.fn.countAll().as('orders')),
  value: 'orders',
  condition: above(1000),
  every: '5m',
  for: '0s',
  severity: 'info',
  noData: 'OK',
  onError: 'Error',
  contactPoint: contactPoint('shop-on-call', { description: 'Whoever.', integrations: [email({ to: ['a@example.com'] })] }),
})
export const ordersExport = sharedExport('orders', { description: 'All.', query: rows(orders).selectAll() })
export const totals = cache('totals', { description: 'Totals.', key: 'shop:{user_id}', from: [kept], ttl: 300 })
export const yesterday = report('daily', {
  title: 'Your day',
  description: 'What was sold yesterday.',
  schedule: { every: 'day', at: '09:00' },
  userColumn: 'user_id',
  recipients: rows(users).select(['user_id', 'email']),
  sections: [
    reportTable({
      title: 'Orders',
      query: rows(orders).where((eb) => timeFilter(eb.ref('placed_at'))).select(['user_id', 'order_id', 'amount']).orderBy('order_id'),
      columns: { order_id: {}, amount: { unit: 'currencyUSD' } },
    }),
  ],
})
export const sale = event('sale', {
  description: 'A till sold something.',
  version: 1,
  fields: { shop: field.text('The shop.'), at: field.time('When.') },
  shardBy: 'shop',
  time: 'at',
})
export const perMinute = rollup('shop.per_minute', {
  description: 'Sales of each shop.',
  from: sale,
  per: 'minute',
  by: ['shop'],
  measures: { sales: count() },
  partitionBy: { column: 'minute', every: 'day', keep: '2 days' },
})
export function* simulation({ now }: { now: () => Date }) {
  for (;;) yield occurrence(sale, { shop: 'north', at: now() })
}
`,
  'shop.proof.ts': `import { factory, given, proofs } from 'sightline/proofs'
import { daily, orders } from './shop.ts'
const order = factory(orders, { user_id: 'u1' })
export default proofs({ now: '2026-03-15T12:00:00Z' }, {
  'revenue is that of each user': given(order({ amount: 20 }), order({ amount: 5 })).view(daily, [{ user_id: 'u1', revenue: 25 }]),
})
`,
  'sightline.config.ts': `import { defineProject } from 'sightline'
import { daily, hourly, kept, orders, ordersExport, perMinute, sales, simulation, tooMany, totals, users, yesterday } from './shop.ts'

export default defineProject({
  name: 'shop',
  version: '1.0.0',
  folder: { uid: 'shop', title: 'Shop' },
  definitions: [users, orders, daily, kept, hourly, sales, tooMany, ordersExport, totals, yesterday, perMinute],
  environments: { here: {} },
  simulation,
  sample: async ({ now, copy }) => {
    await copy(users, [{ user_id: 'u1', email: 'u1@example.com' }])
    const hours = Array.from({ length: 48 }, (_, hour) => new Date(now.getTime() - hour * 3_600_000))
    await copy(orders, hours.map((placed_at, index) => ({ order_id: \`o\${index}\`, user_id: 'u1', placed_at, amount: 20 })))
  },
})
`,
}
