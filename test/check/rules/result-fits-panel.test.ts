import { ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries'
import { sql } from 'kysely'
import { gaugePanel, pieChartPanel, queryTarget, statPanel, timeseriesPanel } from 'sightline'
import { describe, expect, it } from 'vitest'
import { resultFitsPanel } from '../../../toolkit/check/rules/result-fits-panel.ts'
import type { QueryResult } from '../../../toolkit/query/run-query.ts'
import { type AnyPanel, contextOf, failed, findings, returned, shop } from './context.ts'

const query = sql<{ time: Date; tier: string; revenue: number }>`select 1`
const frame = { title: 'Revenue', description: 'Per day.', query }
const found = (panel: AnyPanel, result: QueryResult) =>
  findings(resultFitsPanel, contextOf([shop(panel)], { results: { 'shop/Revenue': result } }))
const where = 'shop/Revenue'

describe('a time series', () => {
  it('without a column "time" is reported, since Grafana refuses to draw it', () => {
    expect(found(timeseriesPanel(frame), returned({ day: 'time', revenue: 'number' }))).toEqual([
      {
        where,
        what: 'The query is a time series, but has no column "time" that holds a time: it returns day (time), revenue (number).',
        next: 'Name the time "time", or use the format \'table\'.',
      },
    ])
    expect(found(timeseriesPanel(frame), returned({ time: 'string', revenue: 'number' }))).toHaveLength(1)
  })

  it('without a number is reported', () => {
    expect(found(timeseriesPanel(frame), returned({ time: 'time', revenue: 'string' }))).toEqual([
      {
        where,
        what: 'A time series needs a number, but the query returns time (time), revenue (string).',
        next: 'Select a numeric column; cast one that is text.',
      },
    ])
  })

  it('from a table is reported without any time, and silent with one of any name', () => {
    const panel = new TimeseriesBuilder().title('Revenue').withTarget(queryTarget(query, 'table'))
    expect(found(panel, returned({ day: 'string', revenue: 'number' }))).toEqual([
      {
        where,
        what: 'A time series needs a time, but the query returns day (string), revenue (number).',
        next: 'Select the time and name it "time".',
      },
    ])
    expect(found(panel, returned({ day: 'time', revenue: 'number' }))).toEqual([])
  })

  it('with a time, or with seconds since 1970, and a number is silent', () => {
    expect(found(timeseriesPanel(frame), returned({ time: 'time', revenue: 'number' }))).toEqual([])
    expect(found(timeseriesPanel(frame), returned({ time: 'number', revenue: 'number' }))).toEqual([])
  })

  it('of a failed query is left to the rule for failing queries', () => {
    expect(found(timeseriesPanel(frame), failed('syntax error'))).toEqual([])
  })

  it('is named with its query when a panel has several', () => {
    const panel = new TimeseriesBuilder()
      .title('Revenue')
      .withTarget(queryTarget(query, 'time_series', 'A'))
      .withTarget(queryTarget(query, 'time_series', 'B'))
    const results = {
      'shop/Revenue A': returned({ time: 'time', revenue: 'number' }),
      'shop/Revenue B': returned({ time: 'time' }),
    }
    const context = contextOf([shop(panel)], { results })
    expect(findings(resultFitsPanel, context).map((finding) => finding.where)).toEqual(['shop/Revenue B'])
  })
})

describe('a stat, a gauge or a pie chart', () => {
  const text = sql<{ tier: string; revenue: string }>`select 1`
  const result = returned({ tier: 'string', revenue: 'string' })

  it('without a number is reported', () => {
    const next = 'Select a numeric column; cast one that is text.'
    const options = { ...frame, query: text }
    const returns = 'but the query returns tier (string), revenue (string).'
    expect(found(statPanel(options), result)).toEqual([
      { where, what: `A stat needs a number, ${returns}`, next },
    ])
    expect(found(gaugePanel({ ...options, min: 0, max: 1 }), result)).toEqual([
      { where, what: `A gauge needs a number, ${returns}`, next },
    ])
    expect(found(pieChartPanel(options), result)[0]?.what).toBe(`A pie chart needs a number, ${returns}`)
  })

  it('that is told which text to show is silent', () => {
    const panel = new StatBuilder()
      .title('Revenue')
      .withTarget(queryTarget(text))
      .reduceOptions(new ReduceDataOptionsBuilder().calcs(['last']).fields('/.*/'))
    expect(found(panel, result)).toEqual([])
  })

  it('with several slices and no text is reported', () => {
    const numbers = sql<{ revenue: number }>`select 1`
    const panel = pieChartPanel({ ...frame, query: numbers })
    expect(found(panel, returned({ revenue: 'number' }, [{ revenue: 1 }, { revenue: 2 }]))).toEqual([
      {
        where,
        what: 'The pie chart has 2 rows and no text that names its slices: the query returns revenue (number).',
        next: 'Select a text column beside the number.',
      },
    ])
    expect(found(panel, returned({ revenue: 'number' }, [{ revenue: 1 }]))).toEqual([])
  })

  it('with a number and its names is silent', () => {
    const rows = [{ revenue: 1 }, { revenue: 2 }]
    const panel = pieChartPanel({ ...frame, query: sql<{ tier: string; revenue: number }>`select 1` })
    expect(found(panel, returned({ tier: 'string', revenue: 'number' }, rows))).toEqual([])
  })
})
