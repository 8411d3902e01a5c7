import type { TypeDefinition } from '../define/columns/type-definition.ts'
import type { GivenTable } from '../define/proofs/given-row.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { place } from '../release/project-index.ts'
import { relationName } from '../sql/relation-name.ts'

interface RowContext {
  /** Which row of its table it is, from 1. */
  readonly number: number
  readonly now: Date
}

interface Wanted extends RowContext {
  readonly column: string
  readonly isKey: boolean
}

type MakeDefault = (wanted: Wanted, type: string) => unknown

const aText: MakeDefault = ({ column, isKey, number }) => (isKey ? `${column} ${number}` : column)
const aNumber: MakeDefault = ({ isKey, number }) => (isKey ? number : 0)
const always = (value: unknown) => () => value

/** What stands in a column that a proof does not speak of, by the type of the column. */
const defaults: readonly (readonly [RegExp, MakeDefault])[] = [
  [/\[\]$/, always([])],
  [/^(text|varchar|character varying|name)\b|\bcitext$/, aText],
  [/^(character|bpchar)\b/, always('')],
  [/^(smallint|integer|bigint|numeric|double precision|real|money)\b/, aNumber],
  [/^boolean$/, always(false)],
  [/^date$/, ({ now }) => now.toISOString().slice(0, 10)],
  [/^(timestamp|timestamptz)\b/, ({ now }) => now.toISOString()],
  [/^time\b/, always('00:00:00+00')],
  [/^interval\b/, always('0')],
  [/^jsonb?$/, always({})],
  [/^uuid$/, ({ number }) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`],
  [/^bytea$/, always('\\x')],
  [/^inet$/, always('127.0.0.1')],
  [/^cidr$/, always('127.0.0.0/8')],
  [/^macaddr$/, always('00:00:00:00:00:00')],
  [/^macaddr8$/, always('00:00:00:00:00:00:00:00')],
  [/^(xml|tsvector|tsquery|"char"|bit varying)/, always('')],
  [/^bit\((\d+)\)$/, (_, type) => '0'.repeat(Number(type.slice('bit('.length, -1)))],
  [/^jsonpath$/, always('$')],
  [/^pg_lsn$/, always('0/0')],
  [/multirange$/, always('{}')],
  [/range$/, always('empty')],
  [/^point$/, always('(0,0)')],
  [/^line$/, always('{1,0,0}')],
  [/^(lseg|box)$/, always('(0,0),(0,0)')],
  [/^(path|polygon)$/, always('((0,0))')],
  [/^circle$/, always('<(0,0),0>')],
]

/**
 * The value of a column that must have one and that a proof leaves out.
 *
 * @throws SightlineError for a type of which no value is known
 */
export function typedDefault(table: GivenTable, column: string, context: RowContext): unknown {
  const shape = table.columns[column]?.shape
  const isKey = shape?.primaryKey === true || shape?.unique === true || table.primaryKey.includes(column)
  const made = isKey ? undefined : firstAllowed(shape?.check)
  if (made !== undefined) return made
  const typed = defaultOf(shape?.type ?? '', shape?.types ?? [], { ...context, column, isKey })
  if (typed !== undefined) return typed
  throw new SightlineError({
    code: 'no-typed-default',
    what: `The column ${column} of ${table.name} has a type of which proofs know no value.`,
    value: shape?.type ?? column,
    ...place(table),
    next: `Say the value of ${column} in the rows that the proof gives, or in their factory.`,
  })
}

/** The first text of a CHECK that lists what there may be: `status in ('placed', 'paid')`, or as Postgres prints that. */
function firstAllowed(check: string | undefined): string | undefined {
  const list = /^\(*\w+\)?(?:::\w+)?\s*(?:=\s*any\s*\(\(?\s*array\[|in\s*\()\s*'((?:[^']|'')*)'/i.exec(
    check ?? '',
  )
  return list?.[1]?.replaceAll("''", "'")
}

/** A type of somebody's own has the first of its labels, what it is made of, or no value in any field. */
function defaultOf(type: string, types: readonly TypeDefinition[], wanted: Wanted): unknown {
  const own = types.find(({ name }) => relationName(name).sql === type)
  if (own?.kind === 'enum') return own.labels[0]
  if (own?.kind === 'domain') return defaultOf(own.base, own.types, wanted)
  if (own?.kind === 'composite') return `(${Object.keys(own.fields).fill('').join(',')})`
  return defaults.find(([known]) => known.test(type))?.[1](wanted, type)
}
