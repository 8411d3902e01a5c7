import { VariableType } from '@grafana/grafana-foundation-sdk/dashboard'
import { describe, expect, it } from 'vitest'
import { choicesOfRows, fixedChoices } from '../../toolkit/query/variable-choices.ts'

describe('the choices of a query', () => {
  it('have a text and a value, each value once', () => {
    const rows = [
      { __value: 1, __text: 'One' },
      { __value: 2, __text: 'Two' },
      { __value: 1, __text: 'Uno' },
    ]
    expect(choicesOfRows(rows)).toEqual([
      { text: 'Uno', value: '1' },
      { text: 'Two', value: '2' },
    ])
  })

  it('are its first column where no other is named', () => {
    expect(choicesOfRows([{ name: 'a', other: 'b' }])).toEqual([{ text: 'a', value: 'a' }])
  })

  it.each([
    ['/^a/', ['ab', 'ac']],
    ['/^A/i', ['ab', 'ac']],
    ['/^a(.)/', ['b', 'c']],
    ['/(?<text>.)(?<value>.)/', ['b', 'c', 'd']],
    ['', ['ab', 'ac', 'xd']],
  ])('go through its regular expression: %s', (regex, expected) => {
    const rows = ['ab', 'ac', 'xd'].map((__value) => ({ __value }))
    expect(choicesOfRows(rows, { regex }).map(({ value }) => value)).toEqual(expected)
  })
})

describe('the choices of a variable without a query', () => {
  it('are its options, or the one value that it has', () => {
    const options = [{ text: '7 days', value: '7d', selected: true }]
    expect(fixedChoices({ type: VariableType.Interval, name: 'within', options })).toEqual([
      { text: '7 days', value: '7d' },
    ])
    expect(fixedChoices({ type: VariableType.Constant, name: 'schema', query: 'analytics' })).toEqual([
      { text: 'analytics', value: 'analytics' },
    ])
    expect(fixedChoices({ type: VariableType.Textbox, name: 'word', query: 'a' })).toEqual([])
  })
})
