import {
  asTime,
  barGaugePanel,
  from,
  gaugePanel,
  mapValues,
  pieChartPanel,
  statPanel,
  tablePanel,
  textPanel,
  thresholds,
  timeseriesPanel,
  xyChartPanel,
} from 'sightline'
import { customers, dailyOrders, orders } from '../define/shop.ts'

const about = { title: 'Title', description: 'Only for its types.' }
const query = from(orders).selectFrom('orders').select(['status', 'amount_cents', 'discount'])

statPanel({ ...about, query, unit: 'currencyUSD' })
statPanel({ ...about, query, unit: 'suffix: orders' })
// @ts-expect-error Grafana has no such unit
statPanel({ ...about, query, unit: 'currencyUsd' })
// @ts-expect-error nor one for a single field
statPanel({ ...about, query, overrides: { discount: { unit: 'dollars' } } })

statPanel({ ...about, query, color: 'semi-dark-blue' })
statPanel({ ...about, query, color: '#ff8800' })
// @ts-expect-error Grafana's palette has no such colour
statPanel({ ...about, query, color: 'bleu' })
// @ts-expect-error nor for a field
statPanel({ ...about, query, overrides: { status: { color: 'pink' } } })
// @ts-expect-error nor at a threshold
thresholds('red', [10, 'gren'])
// @ts-expect-error nor below the first
thresholds('rd', [10, 'green'])
// @ts-expect-error nor for a value
mapValues({ paid: { color: 'gren' } })

statPanel({ ...about, query, overrides: { discount: { decimals: 2 } } })
// @ts-expect-error the query returns no such field to override
statPanel({ ...about, query, overrides: { discont: { decimals: 2 } } })
// @ts-expect-error a panel explains its number
statPanel({ title: 'Title', query })

pieChartPanel({ ...about, query, transformations: [{ sortBy: 'discount' }, { hide: ['status'] }] })
// @ts-expect-error the query returns no such field to sort by
pieChartPanel({ ...about, query, transformations: [{ sortBy: 'discont' }] })
// @ts-expect-error nor to hide
pieChartPanel({ ...about, query, transformations: [{ hide: ['status', 'discont'] }] })
// @ts-expect-error nor to put in order
pieChartPanel({ ...about, query, transformations: [{ order: ['discont'] }] })
// @ts-expect-error nor to split by
pieChartPanel({ ...about, query, transformations: [{ partitionBy: ['staus'] }] })

tablePanel({ ...about, query, sortedBy: 'discount' })
// @ts-expect-error the query returns no such column
tablePanel({ ...about, query, sortedBy: 'discont' })
// @ts-expect-error the source has this column, but the query does not return it
tablePanel({ ...about, query, sortedBy: 'placed_at' })

xyChartPanel({ ...about, query, x: 'amount_cents', y: 'discount', pointColor: 'discount' })
// @ts-expect-error the query returns no such field
xyChartPanel({ ...about, query, x: 'amount_cent', y: 'discount' })
// @ts-expect-error nor for the other axis
xyChartPanel({ ...about, query, x: 'amount_cents', y: 'discont' })
// @ts-expect-error a text has no place on an axis
xyChartPanel({ ...about, query, x: 'status', y: 'discount' })
// @ts-expect-error nor on the other
xyChartPanel({ ...about, query, x: 'amount_cents', y: 'status' })
// @ts-expect-error nor is it a size
xyChartPanel({ ...about, query, x: 'amount_cents', y: 'discount', pointSize: 'status' })
// @ts-expect-error the query returns no such field to colour by
xyChartPanel({ ...about, query, x: 'amount_cents', y: 'discount', pointColor: 'staus' })

const overTime = from(dailyOrders).selectFrom('analytics.daily_orders')
const daily = overTime.select((eb) => [asTime(eb.ref('day')).as('time'), 'orders'])
timeseriesPanel({ ...about, query: daily, legend: ['last'] })
// @ts-expect-error a time series has a column named `time`
timeseriesPanel({ ...about, query })
const textTime = from(customers).selectFrom('customers').select(['name as time', 'vip'])
// @ts-expect-error which holds times
timeseriesPanel({ ...about, query: textTime })
// @ts-expect-error Grafana does not calculate this for a legend
timeseriesPanel({ ...about, query: daily, legend: ['average'] })

gaugePanel({ ...about, query })
barGaugePanel({ ...about, query, min: 0 })
timeseriesPanel({ ...about, query: daily, timeFrom: '7d', hideTimeOverride: true, thresholdsStyle: 'area' })
// @ts-expect-error Grafana reads no such length of time
timeseriesPanel({ ...about, query: daily, timeFrom: '7 days' })
timeseriesPanel({ ...about, query: daily, sdk: (panel) => panel.axisLabel('Orders') })
// @ts-expect-error the builder is that of a time series
timeseriesPanel({ ...about, query: daily, sdk: (panel) => panel.justifyMode('center') })
// @ts-expect-error a panel is a value: what differs is an option
statPanel({ ...about, query }).timeFrom('7d')
// @ts-expect-error a text panel has no query
textPanel({ ...about, markdown: 'Words', query })
// @ts-expect-error and needs words
textPanel({ ...about })
