import { expandMacros } from 'sightline'
import { describe, expect, it } from 'vitest'

const range = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-02T00:00:00Z') }
const expand = (sql: string, interval = 60_000) => expandMacros(sql, { range, interval })

describe('a macro', () => {
  it.each([
    ['$__time(placed_at)', 'placed_at AS "time"'],
    ['$__timeEpoch(placed_at)', 'extract(epoch from placed_at) as "time"'],
    [
      '$__timeFilter(placed_at)',
      `placed_at BETWEEN '2026-01-01T00:00:00.000Z' AND '2026-01-02T00:00:00.000Z'`,
    ],
    ['$__timeFrom()', `'2026-01-01T00:00:00.000Z'`],
    ['$__timeTo()', `'2026-01-02T00:00:00.000Z'`],
    [`$__timeGroup(placed_at, '5m')`, 'floor(extract(epoch from placed_at)/300)*300'],
    [`$__timeGroupAlias(placed_at, '1h')`, 'floor(extract(epoch from placed_at)/3600)*3600 AS "time"'],
    ['$__unixEpochFilter(at)', 'at >= 1767225600 AND at <= 1767312000'],
    ['$__unixEpochFrom()', '1767225600'],
    ['$__unixEpochTo()', '1767312000'],
    ['$__unixEpochNanoFilter(at)', 'at >= 1767225600000000000 AND at <= 1767312000000000000'],
    ['$__unixEpochNanoFrom()', '1767225600000000000'],
    ['$__unixEpochNanoTo()', '1767312000000000000'],
    [`$__unixEpochGroup(at, '1m')`, 'floor((at)/60)*60'],
    [`$__unixEpochGroupAlias(at, '1m')`, 'floor((at)/60)*60 AS "time"'],
    ['$__interval', '1m'],
    ['$__interval_ms', '60000'],
  ])('expands: %s', (sql, expected) => {
    expect(expand(sql)).toBe(expected)
  })

  it('may stand several times', () => {
    expect(expand('$__timeFrom() and $__timeFrom()')).toBe(
      `'2026-01-01T00:00:00.000Z' and '2026-01-01T00:00:00.000Z'`,
    )
  })

  it('takes the zoom as its interval', () => {
    expect(expand('$__timeGroup(placed_at, $__interval)', 1_200_000)).toBe(
      'floor(extract(epoch from placed_at)/1200)*1200',
    )
  })

  it('ends at the first closing parenthesis, so that an expression is torn apart', () => {
    expect(expand('$__timeFilter(lower(x))')).toBe(
      `lower(x BETWEEN '2026-01-01T00:00:00.000Z' AND '2026-01-02T00:00:00.000Z')`,
    )
  })

  it.each([
    ['a text without macros', `select '$1', 5 from t`],
    ['a dashboard variable', '${user:sqlstring} and $user'],
    ['a macro without parentheses', 'select $__timeFilter'],
  ])('is not seen in %s', (_, sql) => {
    expect(expand(sql)).toBe(sql)
  })
})

describe('$__timeGroup', () => {
  it('followed by a comma names its column', () => {
    expect(expand(`select $__timeGroup(at, '1m'), x`)).toBe(
      'select floor(extract(epoch from at)/60)*60 AS "time", x',
    )
  })

  it('followed by anything else does not', () => {
    expect(expand(`select $__timeGroup(at, '1m') as t, x`)).toBe(
      'select floor(extract(epoch from at)/60)*60 as t, x',
    )
    expect(expand(`group by $__timeGroup(at, '1m')`)).not.toContain('AS')
  })

  it.each([
    ["'30s'", 30],
    ["'2d'", 172_800],
    ["'1w'", 604_800],
    ["'1M'", 2_592_000],
    ['500ms', 0.5],
  ])('counts %s in seconds', (interval, seconds) => {
    expect(expand(`$__timeGroup(at, ${interval})`)).toBe(
      `floor(extract(epoch from at)/${seconds})*${seconds}`,
    )
  })
})

describe('an error', () => {
  it('names a macro that does not exist', () => {
    expect(() => expand('where $__timeFliter(at)')).toThrowErrorMatchingInlineSnapshot(`
      [SightlineError: Grafana's Postgres data source has no such macro.
        value: $__timeFliter
        next:  Use timeFilter, timeGroup, timeFrom or timeTo of sightline.]
    `)
  })

  it('names a group without an interval', () => {
    expect(() => expand('$__timeGroup(at)')).toThrowErrorMatchingInlineSnapshot(`
      [SightlineError: The macro $__timeGroup needs a column and an interval.
        value: at
        next:  Write a bare column and an interval such as '1m' or $__interval.]
    `)
  })

  it('names an interval that is none', () => {
    expect(() => expand(`$__timeGroup(at, 'hourly')`)).toThrowErrorMatchingInlineSnapshot(`
      [SightlineError: The macro $__timeGroup needs a column and an interval.
        value: at, 'hourly'
        next:  Write a bare column and an interval such as '1m' or $__interval.]
    `)
  })
})
