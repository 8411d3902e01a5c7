import { describe, expect, test } from 'vitest'
import { panelInterval } from '../../../toolkit/grafana/model/time/panel-interval.ts'
import { interpolate } from '../../../toolkit/grafana/model/variables/interpolate.ts'
import { textVariable } from '../../../toolkit/grafana/model/variables/variable-state.ts'
import { recordedCases } from './corpus.ts'

interface IntervalInput {
  readonly seconds: number
  readonly panel: {
    readonly maxDataPoints?: number | null
    readonly interval?: string
    readonly datasource?: string
  }
}

interface RecordedInterval {
  readonly intervalMs?: number
  readonly interval?: string
  readonly interval_ms?: string
  readonly maxDataPoints?: number
  readonly throws?: string
}

const from = new Date('2024-03-10T00:00:00Z')
const variables = [textVariable('g', '2m')]

function intervalOf({ seconds, panel }: IntervalInput): RecordedInterval {
  const range = { from, to: new Date(from.getTime() + seconds * 1000) }
  try {
    const { milliseconds, text } = panelInterval(range, {
      maxDataPoints: panel.maxDataPoints,
      least: interpolate(panel.interval ?? '', { variables, range }, 'glob'),
      dataSourceInterval: panel.datasource === 'pgmin' ? '2m' : undefined,
      width: 255,
    })
    const maxDataPoints = panel.maxDataPoints || 255
    return { intervalMs: milliseconds, maxDataPoints, interval: text, interval_ms: String(milliseconds) }
  } catch (error) {
    return { throws: error instanceof Error ? error.message : String(error) }
  }
}

describe('the interval of a panel', () => {
  test.each(recordedCases<IntervalInput, RecordedInterval>('intervals'))('$name', ({ input, output }) => {
    expect(intervalOf(input)).toMatchObject(output)
  })
})
