import { describe, expect, it } from 'vitest'
import { interpolateVariables } from '../../toolkit/grafana/interpolate-variables.ts'
import { variableReferences } from '../../toolkit/grafana/variable-references.ts'

const values = { user: "o'hara", tiers: ['beta', "o'clock"], period: '30d', quoted: 'say "hi"' }
const put = (text: string) => interpolateVariables(text, values)

describe('a variable', () => {
  it.each(['$period', '${period}', '[[period]]', '${period:raw}', '[[period:raw]]'])(
    'is replaced: %s',
    (text) => {
      expect(put(`a ${text} b`)).toBe('a 30d b')
    },
  )

  it.each([
    ['${user:sqlstring}', `'o''hara'`],
    ['${user:singlequote}', String.raw`'o\'hara'`],
    ['${quoted:doublequote}', String.raw`"say \"hi\""`],
    ['${user:json}', `"o'hara"`],
    ['${quoted:percentencode}', 'say%20%22hi%22'],
    ['${user:pipe}', "o'hara"],
    ['${user:csv}', "o'hara"],
    ['${user:glob}', "o'hara"],
    ['${quoted:regex}', 'say "hi"'],
    ['${period:queryparam}', 'var-period=30d'],
    ['$user', "o'hara"],
  ])('with one value is formatted: %s', (text, expected) => {
    expect(put(text)).toBe(expected)
  })

  it.each([
    ['${tiers:sqlstring}', `'beta','o''clock'`],
    ['${tiers:singlequote}', String.raw`'beta','o\'clock'`],
    ['${tiers:doublequote}', `"beta","o'clock"`],
    ['${tiers:json}', `["beta","o'clock"]`],
    ['${tiers:pipe}', "beta|o'clock"],
    ['${tiers:csv}', "beta,o'clock"],
    ['${tiers:raw}', "beta,o'clock"],
    ['${tiers:glob}', "{beta,o'clock}"],
    ['${tiers:regex}', "(beta|o'clock)"],
    ['${tiers:lucene}', `("beta" OR "o'clock")`],
    ['${tiers:distributed}', "beta,tiers=o'clock"],
    ['${tiers:queryparam}', "var-tiers=beta&var-tiers=o'clock"],
    ['${tiers:text}', "beta + o'clock"],
    ['${tiers:percentencode}', "beta,o'clock"],
    ['$tiers', `'beta','o''clock'`],
  ])('with several values is formatted: %s', (text, expected) => {
    expect(put(text)).toBe(expected)
  })

  it('is left alone where it has no value', () => {
    expect(put('$unknown ${other:sqlstring} $period')).toBe('$unknown ${other:sqlstring} 30d')
  })

  it('is not mistaken for a longer name', () => {
    expect(put('$period_2 $periods')).toBe('$period_2 $periods')
  })

  it('is replaced once: a value that looks like a variable stays as it is', () => {
    expect(interpolateVariables('$a $b', { a: '$b', b: 'x' })).toBe('$b x')
  })

  it('cannot break out of its quotes', () => {
    const value = "'; drop table users; --"
    expect(interpolateVariables('x = ${v:sqlstring}', { v: value })).toBe(`x = '''; drop table users; --'`)
  })
})

describe('the references of a text', () => {
  it('have a name, a format and a place', () => {
    expect(variableReferences('a $x ${y:csv} [[z]]')).toEqual([
      { name: 'x', format: undefined, index: 2, text: '$x' },
      { name: 'y', format: 'csv', index: 5, text: '${y:csv}' },
      { name: 'z', format: undefined, index: 14, text: '[[z]]' },
    ])
  })

  it("leave out Grafana's own", () => {
    expect(variableReferences('$__interval ${__from} ${__data.fields.title:percentencode}')).toEqual([])
  })

  it('leave out dollars that begin no name', () => {
    expect(variableReferences(`$1 $$ 'costs 5$' $`)).toEqual([])
  })

  it('see through a field of a variable', () => {
    expect(variableReferences('${user.text}')).toMatchObject([{ name: 'user' }])
  })
})
