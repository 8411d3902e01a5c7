import { describe, expect, it } from 'vitest'
import { quotedSpans } from '../../toolkit/sql/sql-text.ts'

describe('the quoted parts of a SQL text', () => {
  it.each([
    ["a 'it''s' b", 'string', "'it''s'"],
    ["a E'it\\'s' b", 'string', "E'it\\'s'"],
    ['a $$it\'s "x"$$ b', 'string', '$$it\'s "x"$$'],
    ['a $t$ $$ $t$ b', 'string', '$t$ $$ $t$'],
    ['a "it\'s ""x""" b', 'identifier', '"it\'s ""x"""'],
    ["a -- it's\nb", 'comment', "-- it's"],
    ["a /* it's /* nested */ */ b", 'comment', "/* it's /* nested */ */"],
    ["a 'open", 'string', "'open"],
    ['a /* open', 'comment', '/* open'],
  ])('are found in %s', (sql, part, text) => {
    const spans = quotedSpans(sql)
    expect(spans.map((span) => [span.part, sql.slice(span.start, span.end)])).toEqual([[part, text]])
  })

  it('do not begin at a variable or a macro of Grafana', () => {
    expect(quotedSpans('$__timeFilter(x) and y = $status and z = ${z:sqlstring}')).toEqual([])
  })
})
