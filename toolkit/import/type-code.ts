import type { GivenNames } from './given-names.ts'
import type { ImportedType } from './imported.ts'
import { literal } from './written-code.ts'

/** How a column of a type is declared, and what that needs. */
export interface TypeCode {
  readonly code: string
  /** Names of sightline. */
  readonly imports: readonly string[]
  /** Names of the file of types. */
  readonly types: readonly string[]
}

export interface TypeContext {
  readonly names: GivenNames
  readonly types: readonly ImportedType[]
  readonly timeZone: string
}

interface Typed {
  readonly type: string
  readonly named: string | null
}

/** The types that have a function of their own. */
const functions: readonly (readonly [RegExp, (size: string, context: TypeContext) => string])[] = [
  [/^text$/, () => 'text()'],
  [/^character varying(?:\((\d+)\))?$/, (size) => `varchar(${size})`],
  [/^bpchar$/, () => 'varchar()'],
  [/^character\((\d+)\)$/, (size) => `char(${size === '1' ? '' : size})`],
  [/^uuid$/, () => 'uuid()'],
  [/^boolean$/, () => 'boolean()'],
  [/^smallint$/, () => 'smallint()'],
  [/^integer$/, () => 'integer()'],
  [/^bigint$/, () => 'bigint()'],
  [/^numeric(?:\((.*)\))?$/, (size) => `numeric(${size.replace(/,0$/, '').replace(',', ', ')})`],
  [/^real$/, () => 'real()'],
  [/^double precision$/, () => 'doublePrecision()'],
  [/^date$/, () => 'date()'],
  [/^time(?:\((\d+)\))? without time zone$/, (size) => `time(${size})`],
  [/^timestamp(?:\((\d+)\))? with time zone$/, (size) => `timestamptz(${size})`],
  [
    /^timestamp(?:\((\d+)\))? without time zone$/,
    (size, { timeZone }) => `timestamp(${literal(timeZone)}${size === '' ? '' : `, ${size}`})`,
  ],
  [/^json$/, () => 'json<unknown>()'],
  [/^jsonb$/, () => 'jsonb<unknown>()'],
  [/^bytea$/, () => 'bytea()'],
]

const others =
  /^(money|xml|inet|cidr|macaddr8?|tsvector|tsquery|jsonpath|pg_lsn|name|"char"|(int4|int8|num|ts|tstz|date)(multi)?range|point|line|lseg|box|path|polygon|circle|bit varying(\(\d+\))?|bit\(\d+\)|time(\(\d+\))? with time zone|interval(\(\d+\))?)$/

/** The code of a column of a type; undefined for one that cannot be declared. */
export function typeCode({ type, named }: Typed, context: TypeContext): TypeCode | undefined {
  const element = type.endsWith('[]') ? type.slice(0, -2) : undefined
  if (element !== undefined) {
    const of = typeCode({ type: element, named }, context)
    return of && { ...of, code: `${of.code}.array()` }
  }
  if (named !== null) return namedCode(type, named, context)
  for (const [pattern, code] of functions) {
    const match = pattern.exec(type)
    if (!match) continue
    const written = code(match[1] ?? '', context)
    return { code: written, imports: [written.split(/[(<]/)[0] ?? ''], types: [] }
  }
  return others.test(type) ? { code: `column(${literal(type)})`, imports: ['column'], types: [] } : undefined
}

function namedCode(type: string, named: string, { names, types }: TypeContext): TypeCode | undefined {
  const found = types.find(({ schema, name }) => `${schema}.${name}` === named)
  if (!found) return undefined
  if (found.kind !== 'extension') {
    const constant = names.constant(found.schema, found.name)
    return { code: `${constant}()`, imports: [], types: [constant] }
  }
  const written = found.name + (/\(.*\)$/.exec(type)?.[0] ?? '')
  const options = [
    ...(isKnown(found.name) ? [] : [`extension: ${literal(found.extension)}`]),
    ...(found.schema === 'public' ? [] : [`schema: ${literal(found.schema)}`]),
  ]
  const more = options.length > 0 ? `, { ${options.join(', ')} }` : ''
  return { code: `extensionType(${literal(written)}${more})`, imports: ['extensionType'], types: [] }
}

const isKnown = (name: string) => /^(citext|ltree|hstore|vector|halfvec|geometry|geography)$/.test(name)
