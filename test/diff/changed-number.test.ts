import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { describe, expect, it } from 'vitest'
import { changedNumber } from '../../toolkit/diff/numbers/shown-number.ts'
import { changeText } from '../../toolkit/diff/numbers/value-text.ts'

const panel = new PanelBuilder().unit('currencyUSD').decimals(0).build()
const field = { panel, field: 'revenue' }
const changed = (before: unknown, after: unknown) =>
  changedNumber([before, after], [field, field], changeText(before, after, panel, 'revenue'))

describe('a number that changed, for people and machines', () => {
  it('is the number and its unit beside the text that its panel shows', () => {
    expect(changed(1775, 444)).toEqual({
      unit: 'currencyUSD',
      before: { value: 1775, text: '$2K' },
      after: { value: 444, text: '$444' },
      change: '−$1K (−75 %)',
    })
  })

  it('is told exactly where its panel shows both sides alike', () => {
    const { before, after } = changed(1_234_567, 1_234_890)
    expect([before.text, after.text]).toEqual(['$1M (1,234,567)', '$1M (1,234,890)'])
  })

  it('may be none', () => {
    const { before, after, change } = changed(5, null)
    expect([before, after, change]).toEqual([{ value: 5, text: '$5' }, { value: null, text: 'no value' }, ''])
  })
})
