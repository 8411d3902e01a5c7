import { relationName } from '../../sql/relation-name.ts'
import { type Column, columnOf } from './column.ts'

type Range = 'int4' | 'int8' | 'num' | 'ts' | 'tstz' | 'date'
type Geometric = 'point' | 'line' | 'lseg' | 'box' | 'path' | 'polygon' | 'circle'
type Bits = 'bit varying' | `bit(${number})` | `bit varying(${number})`

/** The other types that Postgres has, by the names that it prints. */
export type OtherType =
  | 'money'
  | 'xml'
  | 'inet'
  | 'cidr'
  | 'macaddr'
  | 'macaddr8'
  | 'tsvector'
  | 'tsquery'
  | 'jsonpath'
  | 'pg_lsn'
  | 'name'
  | '"char"'
  | `${Range}range`
  | `${Range}multirange`
  | Geometric
  | Bits
  | 'time with time zone'
  | `time(${number}) with time zone`
  | 'interval'
  | `interval(${number})`

/**
 * A column of one of the other types of Postgres; its value is the text that Postgres writes.
 *
 * @example columns: { address: column('inet'), stay: column('daterange'), document: column('tsvector') }
 */
export const column = (type: OtherType): Column<string> => columnOf<string>(type)

/** Extensions whose types are known by name, with what they take in parentheses. */
const extensionOf = {
  citext: 'citext',
  ltree: 'ltree',
  hstore: 'hstore',
  vector: 'vector',
  halfvec: 'vector',
  geometry: 'postgis',
  geography: 'postgis',
} as const

/** A type that a well-known extension brings along. */
export type ExtensionType =
  | 'citext'
  | 'ltree'
  | 'hstore'
  | 'vector'
  | `vector(${number})`
  | `halfvec(${number})`
  | 'geometry'
  | `geometry(${string})`
  | 'geography'
  | `geography(${string})`

export interface ExtensionOptions {
  /** Where the extension was installed; `public` unless said otherwise. */
  readonly schema?: string
}

export interface OtherExtensionOptions extends ExtensionOptions {
  readonly extension: string
}

/**
 * A column of a type that an extension brings along; its value is the text that the type writes. An extension that is
 * not known by name is named.
 *
 * @example columns: { email: extensionType('citext'), embedding: extensionType('vector(384)'), span: extensionType('seg', { extension: 'seg' }) }
 */
export function extensionType(type: ExtensionType, options?: ExtensionOptions): Column<string>
export function extensionType(type: string, options: OtherExtensionOptions): Column<string>
export function extensionType(type: string, options: Partial<OtherExtensionOptions> = {}): Column<string> {
  const [, base = type, size = ''] = /^([^(]+)(\(.*\))?$/.exec(type) ?? []
  const { sql, written } = relationName(`${options.schema ?? 'public'}.${base}`)
  const extension = options.extension ?? knownExtension(base)
  return columnOf<string>(sql + size, { types: [{ kind: 'extension', name: written, extension }] })
}

const knownExtension = (base: string): string =>
  Object.entries(extensionOf).find(([name]) => name === base)?.[1] ?? base
