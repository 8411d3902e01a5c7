import {
  above,
  alertRule,
  asTime,
  contactPoint,
  dashboard,
  defineProject,
  folder as folderWithin,
  from,
  messageTemplate,
  multiQueryVariable,
  muteTiming,
  row,
  schedule,
  source,
  sql,
  statPanel,
  tablePanel,
  timeFilter,
  timeseriesPanel,
  view,
} from 'sightline'
import { integer, numeric, text, timestamptz } from 'sightline/columns'
import type { Project } from 'sightline/engine'
import { webhook } from 'sightline/integrations'

export type ShopRelease = 'first' | 'second' | 'moved'

export const shopRelease = (name: string | undefined): ShopRelease =>
  name === 'second' || name === 'moved' ? name : 'first'

const description = 'Only for a test.'

/**
 * A shop whose names begin with one that nobody else has; its second release drops a view, a page and an alert, and the
 * last moves a page to the folder within that of the project.
 */
export function shopProject(
  name: string,
  release: ShopRelease,
  folder = name,
  readFrom: 'primary' | 'replica' = 'primary',
): Project {
  const orders = source(`${name}.orders`, {
    description,
    columns: {
      order_id: integer().primaryKey(),
      plan: text(),
      amount: numeric(12, 2),
      placed_at: timestamptz(),
    },
  })
  const inner = folderWithin(`${name}-inner`, { title: 'Inner' })
  const byPlan = view(`${name}_views.by_plan`, {
    description,
    grain: ['plan'],
    columns: { plan: description, orders: description },
    query: from(orders)
      .selectFrom(`${name}.orders`)
      .groupBy('plan')
      .select((eb) => ['plan', eb.fn.countAll<number>().as('orders')]),
  })
  const daily = view(`${name}_views.daily`, {
    description,
    grain: ['day'],
    columns: { day: description, revenue: description },
    query: from(orders)
      .selectFrom(`${name}.orders`)
      .groupBy(sql`1`)
      .select((eb) => [
        sql<Date>`date_trunc('hour', ${eb.ref('placed_at')})`.as('day'),
        eb.fn.sum<number>('amount').as('revenue'),
      ]),
  })
  const legacy = view(`${name}_views.legacy`, {
    description,
    grain: [],
    columns: { orders: description },
    query: from(orders)
      .selectFrom(`${name}.orders`)
      .select((eb) => eb.fn.countAll<number>().as('orders')),
  })
  const purge = schedule(`${name}-purge`, {
    description,
    cron: '0 3 * * *',
    run: sql`delete from ${sql.table(`${name}.orders`)} where amount < 0`,
  })
  const title = messageTemplate(`${name}.title`, {
    description,
    body: '{{ .CommonLabels.alertname }}: $5 ${x} %{y}',
  })
  const team = contactPoint(`${name}: team`, {
    description,
    integrations: [
      webhook({ url: 'http://127.0.0.1:9/first', title }),
      webhook({ url: 'http://127.0.0.1:9/second' }),
    ],
  })
  const nights = muteTiming(`${name} nights`, {
    description,
    intervals: [{ times: [{ from: '22:00', to: '24:00' }], timeZone: 'Europe/Berlin' }],
  })
  const plan = multiQueryVariable('plan', {
    label: 'Plan',
    description,
    query: from(byPlan).selectFrom(`${name}_views.by_plan`).select(['plan as __value', 'plan as __text']),
  })
  const revenue = timeseriesPanel({
    title: 'Revenue',
    description,
    unit: 'currencyUSD',
    query: from(daily)
      .selectFrom(`${name}_views.daily`)
      .where((eb) => timeFilter(eb.ref('day')))
      .select((eb) => [
        asTime(eb.ref('day')).as('time'),
        release === 'first' ? 'revenue as Revenue' : 'revenue as Sales',
      ])
      .orderBy('time'),
  })
  const plans = tablePanel({
    title: 'Plans',
    description,
    query: from(byPlan).selectFrom(`${name}_views.by_plan`).select(['plan', 'orders']).orderBy('plan'),
  })
  const count = statPanel({
    title: 'Orders',
    description,
    unit: 'short',
    query: from(byPlan)
      .selectFrom(`${name}_views.by_plan`)
      .select((eb) => eb.fn.sum<number>('orders').as('orders')),
  })
  const before = statPanel({
    title: 'Before',
    description,
    unit: 'short',
    query: from(legacy).selectFrom(`${name}_views.legacy`).select('orders'),
  })
  const page = (uid: string, ...panels: (typeof count)[]) =>
    dashboard({
      uid: `${name}-${uid}`,
      title: uid,
      description,
      folder: inner,
      rows: [row('All', { panels })],
    })
  const alert = (uid: string, limit: number) =>
    alertRule(uid, {
      uid: `${name}-${uid}`,
      ...(uid === 'quiet' && { folder: inner }),
      summary: '{{ $values.B.Value }} orders of {{ $labels.plan }}.',
      description,
      query: from(byPlan).selectFrom(`${name}_views.by_plan`).select(['plan', 'orders']),
      value: 'orders',
      condition: above(limit),
      every: '1m',
      for: '0s',
      severity: 'warning',
      noData: 'OK',
      onError: 'Error',
      contactPoint: team,
    })
  const sales = dashboard({
    uid: `${name}-sales`,
    title: 'Sales',
    description,
    ...(release === 'moved' && { folder: inner }),
    time: { from: 'now-24h', to: 'now' },
    variables: [plan],
    rows: [row('All', { panels: [revenue, plans, count] })],
  })
  const both = [orders, byPlan, daily, purge, title, team, nights, sales, alert('busy', 1)]
  return defineProject({
    name,
    version: { first: '1.0.0', second: '2.0.0', moved: '3.0.0' }[release],
    folder: { uid: folder, title: `Shop ${folder} $${'{'}file("/etc/hostname")}` },
    readerRole: `${name}_reader`,
    dataSource: { readFrom },
    definitions:
      release === 'first'
        ? [...both, legacy, page('old', before), alert('quiet', 1000)]
        : [...both, page('new', count)],
    sample: async () => {},
  })
}
