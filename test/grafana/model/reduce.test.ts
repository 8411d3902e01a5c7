import { expect, it } from 'vitest'
import { reduceField, reduceValue } from '../../../toolkit/grafana/model/reduce/reduce-field.ts'
import { findReducer } from '../../../toolkit/grafana/model/reduce/reducers.ts'
import type { Reducible } from '../../../toolkit/grafana/model/reduce/reducible.ts'
import { recordedCases } from './corpus.ts'
import { spelledValue, writtenValue } from './recorded-values.ts'

const cases = recordedCases<Reducible, Readonly<Record<string, unknown>>>('reduce')

it.each(cases)('calculates as Grafana does: $name', ({ name, input, output }) => {
  const field = { ...input, values: input.values.map(writtenValue(input.type)) }
  // Some recorded answers have inner counters beside the calculations that somebody can ask for.
  const expected = Object.entries(output).filter(([id]) => findReducer(id))
  const ids = expected.map(([id]) => id)
  const together = name.includes('several at once') ? reduceField(field, ids) : undefined
  const found = ids.map((id) => [id, spelledValue(together ? together[id] : reduceValue(field, id))])
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
})

it('knows a calculation by its former name, and none that Grafana does not have', () => {
  expect(findReducer('avg')?.name).toBe('Mean')
  expect(findReducer('p95')?.name).toBe('95th %')
  expect(findReducer('average')).toBeUndefined()
})
