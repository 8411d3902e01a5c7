import { expect, test } from 'vitest'
import {
  isNode,
  listIn,
  nodesIn,
  numberIn,
  parseNodeTree,
  textIn,
} from '../../toolkit/lineage/columns/node-tree.ts'

test('a tree of any version is read by its form', () => {
  const tree = parseNodeTree(
    '({QUERY :canSetTag true :utilityStmt <> :rtable ({RTE :eref {ALIAS :aliasname a\\ b :colnames ("x" "q\\"1" "\\:y" "")} :relid 42}) :constvalue 4 [ 1 0 0 0 ] :list (o 7 8) :location -1})',
  )
  const [query] = Array.isArray(tree) ? tree.filter(isNode) : []
  if (!query) throw new Error('no query')
  expect(textIn(query, 'canSetTag')).toBe('true')
  expect(query.fields.get('utilityStmt')).toBeUndefined()
  expect(numberIn(query, 'location')).toBe(-1)
  expect(query.fields.get('constvalue')).toEqual(['4', ['1', '0', '0', '0']])
  expect(listIn(query, 'list')).toEqual(['o', '7', '8'])
  const [entry] = nodesIn(query, 'rtable')
  const names = entry?.fields.get('eref')
  expect(isNode(names) && [textIn(names, 'aliasname'), listIn(names, 'colnames')]).toEqual([
    'a b',
    ['x', 'q"1', ':y', ''],
  ])
  expect(entry && numberIn(entry, 'relid')).toBe(42)
})

test('a name that looks like a field is a name', () => {
  const alias = parseNodeTree('{ALIAS :aliasname :colnames :colnames ("a")}')
  expect(isNode(alias) && [textIn(alias, 'aliasname'), listIn(alias, 'colnames')]).toEqual([
    ':colnames',
    ['a'],
  ])
})
