import { sizeOf } from './guess-value.ts'
import type { ImportedColumn, ImportedKey, ImportedTable, ImportedType } from './imported.ts'
import { list, literal } from './written-code.ts'

/** What guessing the rows of a table goes by. */
export interface GuessContext {
  readonly types: readonly ImportedType[]
  constantOf(key: ImportedKey): string
  /** How many rows the table of a key gets. */
  rowsOf(key: ImportedKey): number
  isImported(key: ImportedKey): boolean
}

/** How the columns of keys are made, and the most rows that their values suffice for. */
export interface KeyGuess {
  readonly columns: ReadonlyMap<string, string>
  readonly most: number
}

/** Makes values such that no key of a table has a row twice. */
export function guessKeys(table: ImportedTable, context: GuessContext): KeyGuess {
  const columns = new Map<string, string>()
  let most = Number.POSITIVE_INFINITY
  for (const key of [table.primaryKey, ...table.unique]) {
    if (key.length === 0 || key.some((column) => columns.has(column))) continue
    const references = referencesIn(table, key, context)
    const before: string[] = []
    let combinations = 1
    for (const reference of references) {
      const constant = context.constantOf(reference)
      const how = before.length === 0 ? 'inTurn: true' : `after: [${before.join(', ')}]`
      reference.columns.forEach((column, place) => {
        columns.set(column, `keyOf(${constant}, ${literal(reference.to[place] ?? '')}, { ${how} })`)
      })
      if (reference.schema === table.schema && reference.table === table.name) continue
      before.push(constant)
      combinations *= context.rowsOf(reference)
    }
    const others = key
      .filter((column) => !columns.has(column))
      .flatMap((name) => table.columns.find((one) => one.name === name) ?? [])
      .filter((column) => uniqueCode(column, context.types) !== undefined)
    const other = others.find(({ type }) => !/^(date|timestamp)/.test(type)) ?? others[0]
    const code = other && uniqueCode(other, context.types)
    if (other && code) {
      const own = references.length > 0 ? `within([${before.join(', ')}], ${code.code})` : code.code
      columns.set(other.name, own)
      combinations *= code.most
    }
    if (references.length > 0 || other) most = Math.min(most, combinations)
  }
  return { columns, most }
}

/** The foreign keys that lie within a key, each column in one of them. */
function referencesIn(table: ImportedTable, key: readonly string[], context: GuessContext): ImportedKey[] {
  const found: ImportedKey[] = []
  for (const reference of table.foreignKeys.toSorted((a, b) => b.columns.length - a.columns.length)) {
    if (!context.isImported(reference) || !reference.columns.every((column) => key.includes(column))) continue
    if (found.some((one) => one.columns.some((column) => reference.columns.includes(column)))) continue
    found.push(reference)
  }
  return found.sort((a, b) => key.indexOf(a.columns[0] ?? '') - key.indexOf(b.columns[0] ?? ''))
}

interface UniqueCode {
  readonly code: string
  readonly most: number
}

const endless = Number.POSITIVE_INFINITY

/** A value of its own for each row; undefined for a type that has too few. */
function uniqueCode(column: ImportedColumn, types: readonly ImportedType[]): UniqueCode | undefined {
  const named = types.find(({ schema, name }) => `${schema}.${name}` === column.named)
  if (named?.kind === 'enum')
    return { code: `inTurn(${list(named.labels).slice(1, -1)})`, most: named.labels.length }
  if (named?.kind === 'domain') return uniqueCode({ ...column, type: named.base, named: named.named }, types)
  const { type, name } = column
  if (type === 'boolean') return { code: 'inTurn(false, true)', most: 2 }
  if (type === 'smallint') return { code: 'serial()', most: 32_767 }
  if (/^(integer|bigint|real|double precision)$/.test(type)) return { code: 'serial()', most: endless }
  if (/^numeric/.test(type))
    return { code: 'serial()', most: 10 ** ((sizeOf(type) ?? 9) - scaleOf(type)) - 1 }
  if (type === 'uuid') return { code: 'uuids()', most: endless }
  if (type === 'date') return { code: 'daysBack()', most: endless }
  if (/^timestamp/.test(type))
    return { code: 'each(({ row, now }) => new Date(now.getTime() - row * 60_000))', most: endless }
  const isText =
    /^(text|character|bpchar|name)/.test(type) || named?.name === 'citext' || named?.name === 'ltree'
  if (!isText) return undefined
  const size = sizeOf(type) ?? 63
  if (/mail/i.test(name) && size >= 30) return { code: 'emails()', most: endless }
  const prefix = name.replace(/_?(id|code|key|no|number)$/i, '').slice(0, 12) || name.slice(0, 12)
  return {
    code: `codes(${literal(prefix)}${size < 63 ? `, ${size}` : ''})`,
    most: 10 ** Math.min(size, 9) - 1,
  }
}

const scaleOf = (type: string): number => Number(/,(\d+)\)/.exec(type)?.[1] ?? 0)

/** How the columns of a foreign key are made that is no part of a key. */
export function referenceCode(key: ImportedKey, column: string, context: GuessContext): string {
  const to = key.to[key.columns.indexOf(column)] ?? ''
  const together = key.columns.length > 1 ? `, { together: ${literal(key.columns.join(' '))} }` : ''
  return `keyOf(${context.constantOf(key)}, ${literal(to)}${together})`
}
