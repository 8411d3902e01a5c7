import { expect, it } from 'vitest'
import { type DisplayValue, displayProcessor } from '../../../toolkit/grafana/model/display/display-value.ts'
import { formattedText } from '../../../toolkit/grafana/model/format/value-format.ts'
import type { FieldValue } from '../../../toolkit/grafana/model/frames/frame.ts'
import type { Reducible } from '../../../toolkit/grafana/model/reduce/reducible.ts'
import { recordedCases } from './corpus.ts'
import { orThrown, spelledValue } from './recorded-values.ts'

type Shown = Readonly<Record<string, unknown>>

const cases = recordedCases<Omit<Reducible, 'values'>, Readonly<Record<string, Shown>>>('display')

/** A value by the key that it is recorded under. */
function fromKey(key: string): FieldValue {
  if (key === 'undefined') return undefined
  return ['NaN', 'Infinity', '-Infinity'].includes(key) ? Number(key) : JSON.parse(key)
}

/** JSON has no infinity: the lowest threshold is recorded as null. */
function withBase(config: Reducible['config']): Reducible['config'] {
  if (!config.thresholds) return config
  const steps = config.thresholds.steps.map((step) => ({ ...step, value: step.value ?? -Infinity }))
  return { ...config, thresholds: { ...config.thresholds, steps } }
}

const recorded = (value: DisplayValue): Shown =>
  Object.fromEntries(
    Object.entries({ ...value, shown: formattedText(value) }).map(([key, part]) => [key, spelledValue(part)]),
  )

it.each(cases)('shows as Grafana does: $name', ({ name, input, output }) => {
  const keys = Object.keys(output)
  const config = name.includes('base null') ? input.config : withBase(input.config)
  const field = { name: 'v', ...input, config, values: keys.map(fromKey) }
  const shown = keys.map((key) => [
    key,
    orThrown(() => recorded(displayProcessor(field, 'dark')(fromKey(key)))),
  ])
  expect(Object.fromEntries(shown)).toEqual(output)
})
