import { expect, it } from 'vitest'
import { formattedText } from '../../../toolkit/grafana/model/format/value-format.ts'
import { isKnownUnit, valueFormat } from '../../../toolkit/grafana/model/format/value-formats.ts'
import { recordedCases } from './corpus.ts'
import { orThrown } from './recorded-values.ts'

interface Format {
  readonly unit: string
  readonly decimals: number | null
}

const cases = recordedCases<Format, Record<string, string | { readonly throws: string }>>('format')

it.each(cases)('writes as Grafana does: $name', ({ input, output }) => {
  const format = valueFormat(input.unit)
  const written = Object.keys(output).map((key) => {
    const value = key === 'null' ? null : Number(key)
    return [key, orThrown(() => formattedText(format(value, input.decimals)))]
  })
  expect(Object.fromEntries(written)).toEqual(output)
})

it('tells the units of Grafana from words that it only writes behind the number', () => {
  expect(['currencyUSD', 'µs', 'suffix: videos', 'si:mF', 'time:YYYY'].every(isKnownUnit)).toBe(true)
  expect(['dollars', 'videos', 'money:€'].some(isKnownUnit)).toBe(false)
})
