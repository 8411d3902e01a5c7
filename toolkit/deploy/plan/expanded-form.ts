import { quoteIdentifier } from '../../sql/identifier.ts'
import { typeParts } from '../../sql/type-parts.ts'
import type { LiveColumn } from '../live/live-relation.ts'

/** What a relation becomes while old and new readers share it. */
export type ExpandKind = 'same' | 'add' | 'replace' | 'extend' | 'rebuild' | 'bridge'

export interface ExpandedForm {
  readonly kind: ExpandKind
  /** Its query in the expand phase. */
  readonly query: string
  readonly columns: readonly ColumnType[]
  /** Old columns that only the old query still gives. */
  readonly bridged: readonly string[]
  /** Columns whose type changes, now or in the contract phase. */
  readonly retyped: readonly string[]
  /** Old columns that are null from now on, as the rows of old and new cannot be matched. */
  readonly nulled: readonly string[]
}

export type ColumnType = Pick<LiveColumn, 'name' | 'type'>

export interface FormInput {
  /** The new query. */
  readonly query: string
  /** What the new query gives while what it reads is itself in the expand phase. */
  readonly actual: readonly ColumnType[]
  /** What it gives in the end. */
  readonly final: readonly ColumnType[]
  readonly live: { readonly columns: readonly ColumnType[]; readonly definition: string } | undefined
  /** Postgres prints the live view exactly as it will print the new one. */
  readonly sameText: boolean
  /** The columns by which rows of the old and the new query are matched; undefined where they cannot be. */
  readonly join: readonly string[] | undefined
  /** Whether retyped columns take their new type at once. */
  readonly takeNewTypes: boolean
  castable(from: string, to: string): boolean
}

/** Decides what a relation becomes in the expand phase, so that readers of its old and of its new columns both work. */
export function expandedForm(input: FormInput): ExpandedForm {
  const { query, actual, final, live, sameText, takeNewTypes } = input
  const nothing = { bridged: [], retyped: [], nulled: [] }
  if (!live) return { kind: 'add', query, columns: actual, ...nothing }
  const old = live.columns
  const typeIn = (columns: readonly ColumnType[], name: string) =>
    columns.find((column) => column.name === name)?.type
  const retyped = old
    .filter(({ name, type }) => (typeIn(final, name) ?? type) !== type)
    .map(({ name }) => name)
  const lost = old.filter(({ name }) => typeIn(final, name) === undefined)
  const isPrefix = old.every(({ name }, index) => final[index]?.name === name)
  if (lost.length === 0 && retyped.length === 0) {
    const kind = !isPrefix ? 'rebuild' : final.length > old.length ? 'extend' : sameText ? 'same' : 'replace'
    return { kind, ...typed(query, actual, final), ...nothing }
  }
  const wanted = [...old, ...final.filter(({ name }) => typeIn(old, name) === undefined)].map(
    ({ name, type }) => {
      const ends = typeIn(final, name)
      const kept = takeNewTypes && ends !== undefined ? ends : type
      return { name, type: kept, now: typeIn(actual, name) }
    },
  )
  const isFinal = wanted.every(({ name, now, type }, index) => final[index]?.name === name && now === type)
  if (takeNewTypes && isFinal)
    return { kind: 'rebuild', query, columns: final, bridged: [], retyped, nulled: [] }
  const bridged: string[] = []
  const nulled: string[] = []
  const selections = wanted.map(({ name, type, now }) => {
    const column = quoteIdentifier(name)
    if (now === type) return `n.${column}`
    if (takeNewTypes && now !== undefined) return castTo(column, now, type)
    if (input.join !== undefined && typeIn(old, name) === type) {
      bridged.push(name)
      return `o.${column}`
    }
    if (now !== undefined && input.castable(now, type)) return castTo(column, now, type)
    nulled.push(name)
    return `${nullOf(type)} as ${column}`
  })
  const join = bridged.length > 0 ? joinSql(live.definition, input.join ?? []) : ''
  return {
    kind: takeNewTypes && retyped.length > 0 ? 'rebuild' : 'bridge',
    query: `select\n  ${selections.join(',\n  ')}\nfrom (\n${query}\n) n${join}`,
    columns: wanted.map(({ name, type }) => ({ name, type })),
    bridged,
    retyped,
    nulled,
  }
}

/** A domain may refuse nulls where a text is cast to it, and not where there is no element of an array. */
function nullOf(type: string): string {
  const { sized, collation } = typeParts(type)
  const mayBeDomain = sized.includes('.') && !sized.endsWith('[]')
  if (!mayBeDomain) return `null::${type}`
  return `(null::${sized}[])[1]${collation === undefined ? '' : ` collate ${collation}`}`
}

/** A column of the new query as another type; a cast alone would keep its collation. */
function castTo(column: string, from: string, to: string): string {
  const isReset = typeParts(from).collation !== undefined && typeParts(to).collation === undefined
  return `n.${column}::${to}${isReset ? ' collate "default"' : ''} as ${column}`
}

/** A new query as it is, or with casts where what it reads still has its old types. */
function typed(query: string, actual: readonly ColumnType[], final: readonly ColumnType[]) {
  if (final.every(({ type }, index) => actual[index]?.type === type)) return { query, columns: final }
  const selections = final.map(({ name, type }, index) => {
    const column = quoteIdentifier(name)
    const now = actual[index]?.type ?? type
    return now === type ? `n.${column}` : castTo(column, now, type)
  })
  return { query: `select\n  ${selections.join(',\n  ')}\nfrom (\n${query}\n) n`, columns: final }
}

/** Arrays compare nulls as equal, and can be hashed. */
function joinSql(definition: string, grain: readonly string[]): string {
  const conditions = grain.map((name) => {
    const column = quoteIdentifier(name)
    return `array[n.${column}] = array[o.${column}]`
  })
  return `\nleft join (\n${definition}\n) o on ${conditions.join(' and ') || 'true'}`
}
