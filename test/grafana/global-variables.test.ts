import { expandMacros } from 'sightline'
import { describe, expect, it } from 'vitest'
import { expandGlobalVariables } from '../../toolkit/grafana/global-variables.ts'

const range = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-02T06:30:05Z') }
const expand = (text: string) => expandGlobalVariables(text, { range, interval: 300_000 })

describe("Grafana's own variables", () => {
  it.each([
    ['$__from', '1767225600000'],
    ['${__from}', '1767225600000'],
    ['${__to:date}', '2026-01-02T06:30:05.000Z'],
    ['${__to:date:iso}', '2026-01-02T06:30:05.000Z'],
    ['${__to:date:seconds}', '1767335405'],
    ['${__to:date:YYYY-MM}', '2026-01'],
    ['${__to:date:YYYY-MM-DD HH:mm:ss}', '2026-01-02 06:30:05'],
    ['$__range', '109805s'],
    ['$__range_s', '109805'],
    ['${__range_ms}', '109805000'],
    ['${__interval}', '5m'],
    ['${__interval_ms}', '300000'],
    ['$__timezone', 'utc'],
  ])('are put in: %s', (text, expected) => {
    expect(expand(`a ${text} b`)).toBe(`a ${expected} b`)
  })

  it('are not mistaken for macros or longer names', () => {
    for (const text of ['$__fromage', '$__timeFrom()', '$__to()', '${__user.login}', '${__data.fields.x}'])
      expect(expand(text)).toBe(text)
  })

  it('are put in before macros are expanded', () => {
    expect(expandMacros("$__timeGroup(at, '${__interval}')", { range, interval: 300_000 })).toBe(
      'floor(extract(epoch from at)/300)*300',
    )
  })
})
