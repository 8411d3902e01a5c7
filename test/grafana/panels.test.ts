import { sql } from 'kysely'
import {
  asTime,
  barGaugePanel,
  customVariable,
  from,
  gaugePanel,
  pieChartPanel,
  statPanel,
  textPanel,
  thresholds,
  timeseriesPanel,
} from 'sightline'
import { describe, expect, it } from 'vitest'
import { dailyOrders, orders } from '../define/shop.ts'

const about = { title: 'Title', description: 'What the number means.' }
const query = from(orders).selectFrom('orders').select(['status', 'amount_cents', 'discount'])
const perDay = from(dailyOrders)
  .selectFrom('analytics.daily_orders')
  .select((eb) => [asTime(eb.ref('day')).as('time'), 'orders'])

describe('every panel', () => {
  it('is a value: what is built of it is new each time, and changes nothing', () => {
    const panel = pieChartPanel({ ...about, query })
    const first = panel.build()
    first.title = 'Other'
    expect(panel.build()).toMatchObject({ title: 'Title' })
    expect(panel.build()).toEqual(panel.build())
  })

  it('has a time range of its own, or stands for each value of a variable, where its options say so', () => {
    const variable = customVariable('state', {
      label: 'State',
      description: 'Which.',
      options: ['paid'],
      default: 'paid',
    })
    const own = { timeFrom: '7d', timeShift: '1d', hideTimeOverride: true } as const
    expect(pieChartPanel({ ...about, query, ...own, repeat: variable }).build()).toMatchObject({
      ...own,
      repeat: 'state',
    })
  })

  it('lets the builder of the foundation SDK say what no option does', () => {
    const panel = pieChartPanel({ ...about, query, unit: 'ms', sdk: (built) => built.transparent(true) })
    expect(panel.build()).toMatchObject({ transparent: true, fieldConfig: { defaults: { unit: 'ms' } } })
    expect(
      textPanel({ ...about, markdown: 'Words', sdk: (built) => built.transparent(true) }).build(),
    ).toMatchObject({ transparent: true })
  })

  it('has a title, a description, a size and its query', () => {
    expect(pieChartPanel({ ...about, query, size: { width: 8, height: 6 } }).build()).toMatchObject({
      title: 'Title',
      description: 'What the number means.',
      gridPos: { w: 8, h: 6 },
      targets: [
        {
          refId: 'A',
          rawSql: 'select\n  status,\n  amount_cents,\n  discount\nfrom public.orders',
          format: 'table',
          rawQuery: true,
          editorMode: 'code',
        },
      ],
    })
  })

  it('may say where it stands', () => {
    const size = { width: 8, height: 6, at: { x: 16, y: 3 } }
    expect(pieChartPanel({ ...about, query, size }).build().gridPos).toEqual({ w: 8, h: 6, x: 16, y: 3 })
  })

  it('hands its unit, decimals, limits and colour to its fields', () => {
    const options = { unit: 'ms', decimals: 1, min: 0, max: 9, noValue: '–', color: 'blue' } as const
    expect(pieChartPanel({ ...about, query, ...options }).build().fieldConfig?.defaults).toMatchObject({
      unit: 'ms',
      decimals: 1,
      min: 0,
      max: 9,
      noValue: '–',
      color: { mode: 'fixed', fixedColor: 'blue' },
    })
  })

  it('leaves out what was not said', () => {
    const defaults = pieChartPanel({ ...about, query }).build().fieldConfig?.defaults
    for (const name of [
      'unit',
      'decimals',
      'min',
      'max',
      'noValue',
      'color',
      'thresholds',
      'mappings',
      'links',
    ]) {
      expect(defaults).not.toHaveProperty(name)
    }
  })
})

describe('a stat', () => {
  it('over time draws a sparkline and shows the last value', () => {
    expect(statPanel({ ...about, query: perDay }).build()).toMatchObject({
      type: 'stat',
      targets: [{ format: 'time_series' }],
      options: { graphMode: 'area', reduceOptions: { calcs: ['lastNotNull'], values: false } },
    })
  })

  it('without a time is a number alone', () => {
    expect(statPanel({ ...about, query }).build()).toMatchObject({
      targets: [{ format: 'table' }],
      options: { graphMode: 'none' },
    })
  })

  it('knows the time of a handwritten query', () => {
    const written = sql<{ time: Date }>`select day as time, orders from analytics.daily_orders`
    expect(statPanel({ ...about, query: written }).build().options).toMatchObject({ graphMode: 'area' })
    const untimed = sql<{ orders: number }>`select count(*) as orders from times`
    expect(statPanel({ ...about, query: untimed }).build().options).toMatchObject({ graphMode: 'none' })
  })

  it('is coloured by its thresholds or its colour, and plain without', () => {
    const modeOf = (options: object) => statPanel({ ...about, query, ...options }).build()
    expect(modeOf({ thresholds: thresholds('red', [1, 'green']) })).toMatchObject({
      options: { colorMode: 'value' },
      fieldConfig: { defaults: { color: { mode: 'thresholds' } } },
    })
    expect(modeOf({ color: 'blue' })).toMatchObject({
      options: { colorMode: 'value' },
      fieldConfig: { defaults: { color: { mode: 'fixed', fixedColor: 'blue' } } },
    })
    expect(modeOf({})).toMatchObject({ options: { colorMode: 'none' } })
  })
})

describe('a time series', () => {
  it('is drawn as lines with a legend below', () => {
    expect(timeseriesPanel({ ...about, query: perDay, legend: ['last', 'max'] }).build()).toMatchObject({
      type: 'timeseries',
      targets: [{ format: 'time_series' }],
      options: { legend: { calcs: ['lastNotNull', 'max'], placement: 'bottom' }, tooltip: { mode: 'multi' } },
      fieldConfig: { defaults: { custom: { drawStyle: 'line', spanNulls: false } } },
    })
  })

  it('shows its points and thresholds as its options say', () => {
    const options = { showPoints: 'auto', thresholdsStyle: 'dashed' } as const
    expect(timeseriesPanel({ ...about, query: perDay, ...options }).build()).toMatchObject({
      fieldConfig: { defaults: { custom: { showPoints: 'auto', thresholdsStyle: { mode: 'dashed' } } } },
    })
  })

  it('may be drawn as bars, which are filled', () => {
    expect(timeseriesPanel({ ...about, query: perDay, draw: 'bars' }).build()).toMatchObject({
      fieldConfig: { defaults: { custom: { drawStyle: 'bars', fillOpacity: 70 } } },
    })
  })
})

describe('a pie', () => {
  it('has a slice for each row', () => {
    expect(pieChartPanel({ ...about, query }).build()).toMatchObject({
      type: 'piechart',
      options: {
        pieType: 'donut',
        reduceOptions: { values: true },
        legend: { values: ['value', 'percent'] },
      },
    })
  })
})

describe('a gauge', () => {
  it('goes from its min to its max and is coloured by its thresholds', () => {
    expect(gaugePanel({ ...about, query, min: 0, max: 100 }).build()).toMatchObject({
      type: 'gauge',
      fieldConfig: { defaults: { min: 0, max: 100, color: { mode: 'thresholds' } } },
      options: { reduceOptions: { values: false } },
    })
  })

  it('without an end leaves it to Grafana, which takes the largest value', () => {
    for (const panel of [gaugePanel({ ...about, query }), barGaugePanel({ ...about, query })]) {
      expect(panel.build().fieldConfig?.defaults).not.toHaveProperty('max')
      expect(panel.build().fieldConfig?.defaults).not.toHaveProperty('min')
    }
  })

  it('with bars has one for each row', () => {
    expect(barGaugePanel({ ...about, query, min: 0, max: 100 }).build()).toMatchObject({
      type: 'bargauge',
      options: { reduceOptions: { values: true }, orientation: 'horizontal' },
    })
  })
})

describe('a text', () => {
  it('is markdown and asks nothing', () => {
    const panel = textPanel({ ...about, markdown: '# Words' }).build()
    expect(panel).toMatchObject({ type: 'text', options: { mode: 'markdown', content: '# Words' } })
    expect(panel).not.toHaveProperty('targets')
  })
})
