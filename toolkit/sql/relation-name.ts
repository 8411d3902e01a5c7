import { type Affixes, byteLength, derivedName, longestName } from './derived-name.ts'
import { quoteIdentifier } from './identifier.ts'

/** Why a text cannot be the name of a definition, and what to do. */
export interface NameProblem {
  readonly what: string
  readonly next: string
}

/** The name of a relation, a function or an index: its schema, and its own name in it. */
export class RelationName {
  readonly schema: string
  readonly name: string

  constructor(schema: string, name: string) {
    this.schema = schema
    this.name = name
  }

  /** As definitions write it: `analytics.daily`, and `orders` for what is in `public`. Two names are the same if this is. */
  get written(): string {
    if (!isSayable(this.schema) || !isSayable(this.name)) return `${always(this.schema)}.${always(this.name)}`
    return this.schema === 'public' ? this.name : `${this.schema}.${this.name}`
  }

  /** As statements write it: always with its schema, and quoted where it must be. */
  get sql(): string {
    return `${quoteIdentifier(this.schema)}.${quoteIdentifier(this.name)}`
  }

  equals(other: RelationName): boolean {
    return this.schema === other.schema && this.name === other.name
  }

  /** Another name in the same schema, which fits into the 63 bytes of Postgres and is no other's. */
  with(affixes: Affixes): RelationName {
    return new RelationName(this.schema, derivedName(this.name, affixes))
  }

  toString(): string {
    return this.written
  }
}

const known = new Map<string, RelationName>()

/**
 * The name that a definition writes; a name without a schema is in `public`.
 *
 * @example relationName('analytics.daily').sql
 */
export function relationName(written: string): RelationName {
  const found = known.get(written)
  if (found) return found
  const [, schema, name] = /^"((?:[^"]|"")*)"\."((?:[^"]|"")*)"$/.exec(written) ?? []
  const dot = written.indexOf('.')
  const made =
    schema !== undefined && name !== undefined
      ? new RelationName(schema.replaceAll('""', '"'), name.replaceAll('""', '"'))
      : dot < 0
        ? new RelationName('public', written)
        : new RelationName(written.slice(0, dot), written.slice(dot + 1))
  known.set(written, made)
  return made
}

/** Why a definition cannot have this name; undefined where it can. */
export function nameProblem(written: string): NameProblem | undefined {
  const parts = written.split('.')
  if (parts.length > 2) {
    return {
      what: 'has a name of more than two parts, which a query cannot write',
      next: 'Write it as `schema.name`, and give what is called otherwise a view of another name.',
    }
  }
  for (const part of parts) {
    const problem = partProblem(part)
    if (problem) return problem
  }
  return undefined
}

/** Why Postgres cannot keep a name; undefined where it can. */
export function identifierProblem(name: string): NameProblem | undefined {
  const bytes = byteLength(name)
  const next = `Give it a name of 1 to ${longestName} bytes.`
  if (name.trim() === '') return { what: 'has an empty name', next }
  if (bytes > longestName)
    return { what: `has a name that Postgres cannot keep: it has ${bytes} bytes`, next }
  if (name.includes('\0') || /\p{Surrogate}/u.test(name))
    return { what: 'has a name with a character that no text of Postgres can have', next: 'Leave it out.' }
  return undefined
}

function partProblem(part: string): NameProblem | undefined {
  if (part.startsWith('"')) {
    return {
      what: 'has a name that begins with a quote',
      next: 'Leave the quotes out: they are written where a name needs them.',
    }
  }
  if (part === '' || isSayable(part)) return identifierProblem(part)
  return {
    what: 'has a name that a query cannot write: Kysely reads ` as ` and spaces at the ends otherwise',
    next: 'Give it a name without them.',
  }
}

/** Whether a query of Kysely can write this part of a name as it is. */
function isSayable(part: string): boolean {
  return part !== '' && !/\.|^["\s]|\s$| as /.test(part)
}

const always = (part: string): string => `"${part.replaceAll('"', '""')}"`
