import {
  above,
  alertRule,
  contactPoint,
  dashboard,
  defineProject,
  queryVariable,
  row,
  rows,
  source,
  statPanel,
  tablePanel,
} from 'sightline'
import { integer, numeric, text } from 'sightline/columns'
import { dataSource } from 'sightline/data-sources'
import type { Project } from 'sightline/engine'
import { webhook } from 'sightline/integrations'

const description = 'Only for a test.'

/** A shop whose invoices are in a database of somebody else, read by a panel, a variable and a rule. */
export function shopWithWarehouse(name: string): Project {
  const warehouse = dataSource('warehouse')
  const orders = source(`${name}.orders`, { description, columns: { plan: text() } })
  const invoices = warehouse.source('finance.invoices', {
    description,
    columns: { invoice_id: integer().primaryKey(), country: text(), amount: numeric(10, 2) },
  })
  const country = queryVariable('country', {
    label: 'Country',
    description,
    query: rows(invoices).select(['country as __value', 'country as __text']).distinct().orderBy('__text'),
  })
  const ordered = statPanel({
    title: 'Ordered',
    description,
    unit: 'short',
    query: rows(orders).select((eb) => eb.fn.countAll().as('orders')),
  })
  const billed = tablePanel({
    title: 'Billed',
    description,
    query: rows(invoices)
      .select((eb) => ['country as Country', eb.fn.sum('amount').as('Amount')])
      .groupBy('country'),
  })
  const muchBilled = alertRule('much', {
    uid: `${name}-much`,
    summary: '{{ $values.B.Value }} was billed.',
    description,
    query: rows(invoices).select((eb) => eb.fn.sum('amount').as('amount')),
    value: 'amount',
    condition: above(1000),
    every: '10s',
    for: '0s',
    severity: 'warning',
    noData: 'OK',
    onError: 'Error',
    contactPoint: contactPoint(`${name}: finance`, {
      description,
      integrations: [webhook({ url: 'http://127.0.0.1:9/' })],
    }),
  })
  const sales = dashboard({
    uid: `${name}-sales`,
    title: 'Sales',
    description,
    variables: [country],
    rows: [row('Both', { panels: [ordered, billed] })],
  })
  return defineProject({
    name,
    version: '1.0.0',
    folder: { uid: name, title: `Shop ${name}` },
    readerRole: `${name}_reader`,
    definitions: [sales, muchBilled],
    sample: async () => {},
  })
}
