import * as v from 'valibot'
import { expect, it } from 'vitest'
import { Answer, flag, jsonObject, listOf, textOrNone } from '../../toolkit/grafana-api/answer.ts'

const folders = listOf(v.object({ uid: v.string(), title: v.string() }))
const read = <T>(value: unknown, schema: v.GenericSchema<unknown, T>) =>
  new Answer(value, 'GET /api/folders').as(schema)

it('takes null, as Go writes it, for a list without elements', () => {
  expect(read(null, folders)).toEqual([])
})

it('takes what Grafana leaves out for a text without letters, and for a mark that does not hold', () => {
  const schema = v.object({ provenance: textOrNone, provisioned: flag })
  expect(read({}, schema)).toEqual({ provenance: '', provisioned: false })
  expect(read({ provenance: null, provisioned: true }, schema)).toEqual({ provenance: '', provisioned: true })
})

it.each([
  [[{ uid: 'a', title: 'A' }, { uid: 'b' }], '1.title'],
  [[{ uid: 7, title: 'A' }], '0.uid'],
  ['up', 'it'],
  [undefined, 'it'],
])('names the place where %j is not as documented', (value, place) => {
  expect(() => read(value, folders)).toThrow(`GET /api/folders, ${place}: `)
})

it('an object is no list and no text', () => {
  expect(read({ a: 1 }, jsonObject)).toEqual({ a: 1 })
  for (const other of [[], 'a', null]) expect(() => read(other, jsonObject)).toThrow('should be an object')
})
