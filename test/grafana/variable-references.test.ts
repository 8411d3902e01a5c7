import { describe, expect, it } from 'vitest'
import { variableReferences } from '../../toolkit/grafana/variable-references.ts'

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
