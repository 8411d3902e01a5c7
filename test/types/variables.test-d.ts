import {
  ago,
  constantVariable,
  customVariable,
  from,
  intervalVariable,
  multiCustomVariable,
  multiQueryVariable,
  queryVariable,
  textBoxVariable,
} from 'sightline'
import { customers, orders } from '../define/shop.ts'

const about = { label: 'Label', description: 'Only for its types.' }
const choices = from(customers).selectFrom('customers').select(['customer_id as __value', 'name as __text'])

const customer = queryVariable('customer', { ...about, query: choices })
const several = multiQueryVariable('customers', { ...about, query: choices })
const period = intervalVariable('period', { ...about, options: ['12h', '7d', '4w'], default: '7d' })
const tier = customVariable('tier', { ...about, options: ['beta', 'growth'], default: 'beta' })
const region = constantVariable('region', { description: 'Where.', value: 'eu' })

const rows = from(orders).selectFrom('orders')
rows.where('customer_id', '=', customer.value())
rows.where('customer_id', 'in', several.values())
rows.where('placed_at', '>', ago(period.interval()))
rows.where('status', '=', tier.value()).where('status', '=', region.value())

// @ts-expect-error no variable of this name is defined
rows.where('customer_id', '=', custmer.value())
// @ts-expect-error a variable with one value has no list
rows.where('customer_id', 'in', customer.values())
// @ts-expect-error a variable with several values has no single one
rows.where('customer_id', '=', several.value())
// @ts-expect-error a length of time is not a text
rows.where('customer_id', '=', period.value())
// @ts-expect-error a text is not a length of time
rows.where('placed_at', '>', ago(customer.interval()))
// @ts-expect-error the options are texts, so a number is not compared with them
rows.where('amount_cents', '=', tier.value())
// @ts-expect-error a length of time is not a moment
rows.where('placed_at', '>', period.interval())
// @ts-expect-error a moment lies a length of time ago, not a text
rows.where('placed_at', '>', ago(tier.value()))
// @ts-expect-error a length of time is told in days, hours and minutes, which are equally long everywhere
ago({ months: 1 })

// @ts-expect-error the default is not one of the options
customVariable('tier', { ...about, options: ['beta', 'growth'], default: 'elite' })
// @ts-expect-error nor here
intervalVariable('period', { ...about, options: ['7d', '30d'], default: '90d' })
// @ts-expect-error Postgres reads `1M` as one minute
intervalVariable('period', { ...about, options: ['7d', '1M'], default: '7d' })
// @ts-expect-error an option is a length of time
intervalVariable('period', { ...about, options: ['7d', 'all'], default: '7d' })

const one = queryVariable('one', { ...about, query: choices, includeAll: true })
rows.where('customer_id', 'in', one.values())
// @ts-expect-error with All, a variable is a list
rows.where('customer_id', '=', one.value())
// @ts-expect-error without All, nothing stands for it
queryVariable('one', { ...about, query: choices, allValue: "'a'" })
// @ts-expect-error Grafana has no such order
queryVariable('one', { ...about, query: choices, sort: 'ascending' })
// @ts-expect-error a regular expression is one, so that it is read when it is written
queryVariable('one', { ...about, query: choices, regex: 'shop-(' })
const least = textBoxVariable('least', { ...about, type: 'integer', default: 10 })
rows.where('amount_cents', '>=', least.value())
// @ts-expect-error a number is not compared with a text
rows.where('status', '=', least.value())
// @ts-expect-error a number needs one to begin with
textBoxVariable('least', { ...about, type: 'integer' })
// @ts-expect-error a date is written as one
textBoxVariable('since', { ...about, type: 'date', default: 'yesterday' })
rows.where(
  'placed_at',
  '>=',
  textBoxVariable('since', { ...about, type: 'date', default: '2026-01-31' }).value(),
)
const amounts = customVariable('amounts', {
  ...about,
  options: [{ text: 'Ten', value: 10 }, 20],
  default: 20,
})
rows.where('amount_cents', '>', amounts.value())
// @ts-expect-error the default is not one of the numbers
customVariable('amounts', { ...about, options: [{ text: 'Ten', value: 10 }, 20], default: 30 })
const tiers = multiCustomVariable('tiers', { ...about, options: ['beta', 'growth'], default: ['beta'] })
rows.where('status', 'in', tiers.values())
// @ts-expect-error nor is this one of the texts
multiCustomVariable('tiers', { ...about, options: ['beta', 'growth'], default: ['elite'] })
// @ts-expect-error Grafana hides a label or a variable
customVariable('tier', { ...about, options: ['beta'], default: 'beta', hide: true })

const unnamed = from(customers).selectFrom('customers').select(['customer_id', 'name'])
// @ts-expect-error Grafana wants columns named __value and __text
queryVariable('customer', { ...about, query: unnamed })
const valuesOnly = from(customers).selectFrom('customers').select('customer_id as __value')
// @ts-expect-error both of them
queryVariable('customer', { ...about, query: valuesOnly })
// @ts-expect-error for several values too
multiQueryVariable('customers', { ...about, query: valuesOnly })
const numbers = from(orders).selectFrom('orders').select(['order_id as __value', 'status as __text'])
rows.where('order_id', '=', queryVariable('order', { ...about, query: numbers }).value())
rows.where('order_id', 'in', multiQueryVariable('orders', { ...about, query: numbers }).values())
// @ts-expect-error a number is not compared with a text
rows.where('status', '=', queryVariable('order', { ...about, query: numbers }).value())
const moments = from(orders).selectFrom('orders').select(['placed_at as __value', 'status as __text'])
rows.where('placed_at', '=', queryVariable('moment', { ...about, query: moments }).value())
const nullable = from(customers).selectFrom('customers').select(['country as __value', 'name as __text'])
rows.where('status', '=', queryVariable('country', { ...about, query: nullable }).value())
