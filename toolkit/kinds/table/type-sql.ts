import type { TypeDefinition } from '../../define/columns/type-definition.ts'
import type { Columns } from '../../define/source.ts'
import { dollarQuoted, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'

/** A type that has to be there before a table, and the statement that makes it where it is not. */
export interface NeededType {
  readonly name: string
  /** The extension that brings it along. */
  readonly extension?: string
  readonly create: string
}

/** The types that columns need, each after those that it is made of. */
export function neededTypes(columns: Columns): NeededType[] {
  const found = new Map<string, NeededType>()
  const add = (type: TypeDefinition) => {
    if ('types' in type) for (const one of type.types) add(one)
    if (!found.has(type.name)) found.set(type.name, neededType(type))
  }
  for (const { shape } of Object.values(columns)) for (const type of shape.types) add(type)
  return [...found.values()]
}

function neededType(type: TypeDefinition): NeededType {
  const { name } = type
  const { sql, schema } = relationName(name)
  if (type.kind === 'extension') {
    const { extension } = type
    const create = `create extension if not exists ${quoted(extension)} with schema ${quoted(schema)} cascade`
    return { name, extension, create: unlessThere(sql, create) }
  }
  return { name, create: unlessThere(sql, createTypeSql(type, sql)) }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Postgres has no CREATE TYPE IF NOT EXISTS. */
function unlessThere(type: string, create: string): string {
  const body = `begin\n  if to_regtype(${quoteLiteral(type)}) is null then\n    ${create};\n  end if;\nend`
  return `do ${dollarQuoted(body, 'type')}`
}

function createTypeSql(type: Exclude<TypeDefinition, { kind: 'extension' }>, sql: string): string {
  if (type.kind === 'enum') return `create type ${sql} as enum (${type.labels.map(quoteLiteral).join(', ')})`
  if (type.kind === 'composite') {
    const fields = Object.entries(type.fields).map(([field, fieldType]) => `${field} ${fieldType}`)
    return `create type ${sql} as (${fields.join(', ')})`
  }
  const check = type.check === undefined ? '' : ` check (${type.check})`
  return `create domain ${sql} as ${type.base}${type.notNull ? ' not null' : ''}${check}`
}
