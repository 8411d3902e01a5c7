import { Visitor } from 'oxc-parser'
import { buildRelease } from 'sightline/engine'
import { expect, test } from 'vitest'
import config from '../../sightline.config.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import { isIn, type SourceFile, sourceFiles } from './source-files.ts'

const files = await sourceFiles()

/** Where a kind of database object may be named: in its own folder, where definitions are made, and in what was stored once. Grants have kinds of their own. */
const homes = [
  'toolkit/kinds',
  'toolkit/deploy/kinds',
  'toolkit/define',
  'toolkit/release/stored',
  'toolkit/deploy/reader',
]

/** Every kind that the definitions of this project have, and their objects in the database; a data check is a query. */
function kindNames(): Set<string> {
  const release = buildRelease(config)
  const listed = release.sqlObjects.map(({ kind }) => kind)
  const desired = desiredState(release).objects.map(({ kind }) => kind)
  return new Set([...listed, ...desired, 'source', 'table', 'storage'])
}

test('a kind of database object is asked what it is, and not told apart by its name', () => {
  const kinds = kindNames()
  expect(kinds.size).toBeGreaterThanOrEqual(10)
  const elsewhere = files.filter(({ path }) => isIn(path, 'toolkit', 'cli') && !isIn(path, ...homes))
  expect(elsewhere.flatMap((file) => comparisons(file, kinds))).toEqual([])
})

/** Comparisons of something called a kind with the name of one, and lists of such names. */
function comparisons({ path, text, parsed }: SourceFile, kinds: ReadonlySet<string>): string[] {
  const found: string[] = []
  const named = (node: unknown): string | undefined =>
    isNode(node) && node.type === 'Literal' && typeof node.value === 'string' && kinds.has(node.value)
      ? node.value
      : undefined
  const note = (node: { readonly start: number }, what: string) =>
    found.push(`${path}:${text.slice(0, node.start).split('\n').length}: ${what}`)
  const visitor = new Visitor({
    BinaryExpression(node) {
      for (const [one, other] of [
        [node.left, node.right],
        [node.right, node.left],
      ]) {
        const name = named(one)
        if (name !== undefined && isKind(other)) note(node, name)
      }
    },
    SwitchStatement(node) {
      if (!isKind(node.discriminant)) return
      for (const { test: label } of node.cases) {
        const name = named(label)
        if (name !== undefined) note(node, name)
      }
    },
    ArrayExpression(node) {
      const names = node.elements.flatMap((element) => named(element) ?? [])
      if (names.length >= 2 && names.length === node.elements.length) note(node, names.join(', '))
    },
  })
  visitor.visit(parsed.program)
  return found
}

function isNode(value: unknown): value is { readonly type: string; readonly value?: unknown } {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** `kind`, `object.kind` and `found?.kind`. */
function isKind(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if ('name' in node) return node.name === 'kind'
  if ('property' in node) return isKind(node.property)
  return 'expression' in node && isKind(node.expression)
}
