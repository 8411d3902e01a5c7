import {
  above,
  alertRule,
  annotation,
  contactPoint,
  dashboard,
  defineProject,
  queryVariable,
  row,
  rows,
  source,
  tablePanel,
} from 'sightline'
import { integer, numeric, text, timestamptz } from 'sightline/columns'
import { dataSource } from 'sightline/data-sources'
import { email } from 'sightline/integrations'

export const warehouse = dataSource('warehouse')

export const orders = source('orders', {
  description: 'What was ordered.',
  columns: { order_id: integer().primaryKey(), country: text(), placed_at: timestamptz() },
})

export const invoices = warehouse.source('finance.invoices', {
  description: 'What was billed.',
  columns: {
    invoice_id: integer().primaryKey(),
    country: text(),
    amount: numeric(10, 2),
    billed_at: timestamptz(),
  },
})

export const country = queryVariable('country', {
  label: 'Country',
  description: 'Whose invoices are shown.',
  query: rows(invoices).select(['country as __value', 'country as __text']).distinct().orderBy('__text'),
})

export const ordered = tablePanel({
  title: 'Ordered',
  description: 'Orders of each country.',
  query: rows(orders)
    .select((eb) => ['country as Country', eb.fn.countAll().as('Orders')])
    .groupBy('country')
    .orderBy('Country'),
})

export const billed = tablePanel({
  title: 'Billed',
  description: 'What was billed in a country.',
  query: rows(invoices)
    .where('country', '=', country.value())
    .select((eb) => ['country as Country', eb.fn.sum('amount').as('Amount')])
    .groupBy('country'),
})

const runs = annotation('Runs', {
  color: 'blue',
  query: rows(invoices).select(['billed_at as time', 'country as text']).orderBy('billed_at').limit(5),
})

export const sales = dashboard({
  uid: 'shop-sales',
  title: 'Sales',
  description: 'What is ordered and billed.',
  variables: [country],
  annotations: [runs],
  rows: [row('Both', { panels: [ordered, billed] })],
})

export const muchBilled = alertRule('Much Billed', {
  uid: 'shop-much-billed',
  summary: '{{ $values.B.Value }} was billed.',
  description: 'Ask finance what it is for.',
  query: rows(invoices).select((eb) => eb.fn.sum('amount').as('amount')),
  value: 'amount',
  condition: above(1000),
  every: '5m',
  for: '10m',
  severity: 'warning',
  noData: 'OK',
  onError: 'Error',
  contactPoint: contactPoint('finance', {
    description: 'Who bills.',
    integrations: [email({ to: ['finance@example.com'] })],
  }),
})

/** A shop whose invoices are in a database of somebody else. */
export const shop = defineProject({
  name: 'shop',
  version: '1.0.0',
  folder: { uid: 'shop', title: 'Shop' },
  definitions: [sales, muchBilled],
  environments: {
    staging: { dataSources: { warehouse: { uid: 'finance-staging', name: 'Finance' } } },
    ana: { schema: 'ana' },
  },
  sample: async ({ now, copy }) => {
    await copy(
      orders,
      ['NO', 'SE'].map((at, order_id) => ({ order_id, country: at, placed_at: now })),
    )
    await copy(
      invoices,
      ['NO', 'SE'].map((at, invoice_id) => ({ invoice_id, country: at, amount: 12.5, billed_at: now })),
    )
  },
})
