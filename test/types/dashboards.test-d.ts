import { PanelBuilder as BarChartBuilder } from '@grafana/grafana-foundation-sdk/barchart'
import {
  annotation,
  dashboard,
  from,
  intervalVariable,
  pieChartPanel,
  queryTarget,
  queryVariable,
  row,
  tablePanel,
} from 'sightline'
import { customers, orders } from '../define/shop.ts'

const about = { title: 'Title', description: 'Only for its types.' }
const query = from(orders).selectFrom('orders').select(['customer_id', 'amount_cents'])
const panel = pieChartPanel({ ...about, query })

// A builder of the foundation SDK may stand where ours do.
row('Row', { panels: [panel, new BarChartBuilder().withTarget(queryTarget(query))] })
// @ts-expect-error a title is not a panel
row('Row', { panels: ['Title'] })
// @ts-expect-error a query alone is no panel
row('Row', { panels: [query] })

const whole = { ...about, uid: 'shop', rows: [row('Row', { panels: [panel] })] }
dashboard({ ...whole, refresh: '30s' })
// @ts-expect-error Grafana does not ask every second
dashboard({ ...whole, refresh: '1s' })
// @ts-expect-error panels stand in rows
dashboard({ ...whole, rows: [panel] })
// @ts-expect-error a dashboard has an identity
dashboard({ ...about, rows: [] })

const label = 'Label'
const choices = from(customers).selectFrom('customers').select(['customer_id as __value', 'name as __text'])
const customer = queryVariable('customer', { label, description: 'Whose orders.', query: choices })
const period = intervalVariable('period', { label, description: 'How long.', options: ['7d'], default: '7d' })
dashboard({ ...whole, variables: [customer, period] })
// @ts-expect-error no variable of this name is defined
dashboard({ ...whole, variables: [custmer] })
// @ts-expect-error a variable is a value, not its name
dashboard({ ...whole, variables: ['customer'] })

const link = { title: 'Customer', dashboard: dashboard(whole) }
tablePanel({
  ...about,
  query,
  links: [
    { title: 'This dashboard', set: [] },
    { title: 'Page', url: '/' },
  ],
})
// @ts-expect-error a dashboard is a value, not its uid
tablePanel({ ...about, query, links: [{ title: 'Customer', dashboard: 'customer' }] })
// @ts-expect-error a page has no variables
tablePanel({ ...about, query, links: [{ title: 'Page', url: '/', set: [] }] })
tablePanel({ ...about, query, links: [{ ...link, set: [{ variable: customer, field: 'customer_id' }] }] })
// @ts-expect-error the query returns no such field for a link
tablePanel({ ...about, query, links: [{ ...link, set: [{ variable: customer, field: 'custmer_id' }] }] })
const wrong = { ...link, set: [{ variable: customer, field: 'custmer_id' }] }
// @ts-expect-error nor does it have one for a link of a single field
tablePanel({ ...about, query, overrides: { customer_id: { links: [wrong] } } })
// @ts-expect-error a link sets a variable, not the name of one
tablePanel({ ...about, query, links: [{ ...link, set: [{ variable: 'customer', field: 'customer_id' }] }] })

const marks = from(orders).selectFrom('orders').select(['placed_at as time', 'status as text'])
annotation('Orders', { color: 'blue', query: marks })
// @ts-expect-error a mark has a text
annotation('Orders', { color: 'blue', query: from(orders).selectFrom('orders').select('placed_at as time') })
// @ts-expect-error and a colour of the palette
annotation('Orders', { color: 'bleu', query: marks })
