import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { AlertRule } from '../define/alerts/alert-rule.ts'
import type { Cache } from '../define/cache.ts'
import type { Definition, SqlDefinition } from '../define/project.ts'
import type { Relation } from '../define/relation.ts'
import type { Sample } from '../define/sample.ts'
import type { Table } from '../define/source.ts'
import type { SourceIndex } from '../define/source-index.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { unreachable } from '../foundation/unreachable.ts'
import { createdKind, isCreated } from '../kinds/definition-kinds.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { moveSchemas } from '../sql/move-schemas.ts'
import { identifierProblem, RelationName, relationName } from '../sql/relation-name.ts'

/**
 * What a project creates, in a schema of its own beside that of others: names, and every query that reads what has them.
 * What it only reads, and the indexes on it, stay with those who have it.
 */
export class OwnSchema {
  readonly schema: string
  readonly #definitions: readonly Definition[]
  readonly #names: ReadonlyMap<string, RelationName>
  readonly #done = new Map<Definition, Definition>()

  constructor(definitions: readonly Definition[], schema: string) {
    this.schema = requireSchema(schema)
    this.#definitions = definitions
    const created = definitions.filter(isCreated).filter((one) => createdKind(one).isInSchema)
    this.#names = new Map(
      created.map(({ name }) => [name, new RelationName(schema, relationName(name).name)]),
    )
  }

  /** A definition as it is there; undefined for one that is left to others. */
  definition(definition: Definition): Definition | undefined {
    if (isCreated(definition)) return this.#created(definition)
    switch (definition.kind) {
      case 'data check':
        return this.#once(definition, (one) => ({ ...one, query: this.#query(one.query) }))
      case 'alert':
        return this.#once(definition, (one) => this.#alert(one))
      case 'cache':
        return this.#once(definition, (one): Cache => ({ ...one, from: one.from.map(this.relation) }))
      default:
        return definition
    }
  }

  /** A sample that fills tables where they are. */
  sample(sample: Sample): Sample {
    return (tools) => sample({ ...tools, copy: (into, rows) => tools.copy(this.relation(into), rows) })
  }

  /** Where something is, by the name that definitions give it. */
  get moved(): ReadonlyMap<string, string> {
    return new Map([...this.#names].map(([name, { written }]) => [name, written]))
  }

  #written(name: string): string {
    return this.#names.get(name)?.written ?? name
  }

  #created(definition: SqlDefinition): SqlDefinition | undefined {
    switch (definition.kind) {
      case 'view':
      case 'materialized view':
        return this.#once(definition, (one) => ({ ...this.#named(one), query: this.#query(one.query) }))
      case 'table':
        return this.#once(definition, (one) => ({
          ...this.#named(one),
          columns: this.#columns(one),
          foreignKeys: one.foreignKeys.map((key) => ({ ...key, references: this.#written(key.references) })),
        }))
      case 'rollup':
        return this.#once(definition, (one) => this.#named(one))
      case 'index':
        return this.#names.has(definition.on) ? this.#once(definition, (one) => this.#index(one)) : undefined
      case 'function':
        return this.#once(definition, (one) => ({
          ...this.#named(one),
          returns: this.#text(one.returns),
          parameters: this.#text(one.parameters),
          body: this.#raw(one.body),
        }))
      case 'refresh function':
        return this.#once(definition, (one) => ({
          ...this.#named(one),
          views: one.views.map(this.relation),
          log: this.relation(one.log),
          lastRefresh: {
            table: this.relation(one.lastRefresh.table),
            key: this.#names.has(one.lastRefresh.table.name)
              ? one.lastRefresh.key
              : `${this.schema}.${one.lastRefresh.key}`,
          },
        }))
      case 'schedule':
        return this.#once(definition, (one) => ({
          ...one,
          name: `${this.schema}.${one.name}`,
          command: this.#raw(one.command),
        }))
      default:
        return unreachable(definition)
    }
  }

  #named = <D extends { readonly name: string }>(definition: D): D => ({
    ...definition,
    name: this.#written(definition.name),
  })

  /** A relation, where it is. */
  readonly relation = <R extends Relation>(relation: R): R => {
    const found = this.#definitions.find((one) => Object.is(one, relation))
    const moved = found && this.definition(found)
    return moved && isAs(relation, moved) ? moved : relation
  }

  #columns({ columns }: Table): Table['columns'] {
    return Object.fromEntries(
      Object.entries(columns).map(([name, column]) => {
        const { references } = column.shape
        if (!references || !this.#names.has(references.table)) return [name, column]
        return [name, column.references(this.#written(references.table), references.columns[0])]
      }),
    )
  }

  #index(index: SourceIndex): SourceIndex {
    const { where } = index
    return {
      ...index,
      on: this.#written(index.on),
      where: where && sql.raw<SqlBool>(this.#text(compileQuery(where).sql)),
    }
  }

  #alert(rule: AlertRule): AlertRule {
    const queries = Object.entries(rule.queries).map(([name, one]) => [
      name,
      { ...one, query: this.#query(one.query) },
    ])
    return { ...rule, queries: Object.fromEntries(queries) }
  }

  #query(query: Expression<unknown>): RawBuilder<unknown> {
    return this.#raw(query)
  }

  #raw(query: Expression<unknown>): RawBuilder<unknown> {
    return sql.raw(this.#text(compileQuery(query).sql))
  }

  #text(text: string): string {
    return moveSchemas(text, ({ written }) => this.#names.get(written)?.schema)
  }

  /** Definitions refer to each other as values, which must stay the same ones. */
  #once<D extends Definition>(definition: D, make: (definition: D) => D): D {
    const done = this.#done.get(definition)
    if (done && isAs(definition, done)) return done
    const made = make(definition)
    this.#done.set(definition, made)
    return made
  }
}

const isAs = <D extends { readonly kind: string }>(one: D, other: { readonly kind: string }): other is D =>
  other.kind === one.kind

function requireSchema(schema: string): string {
  const problem = identifierProblem(schema)
  const isTaken = /^pg_|^(?:sightline|public|information_schema)$/.test(schema)
  if (!problem && !isTaken && !schema.includes('.')) return schema
  throw new SightlineError({
    code: 'invalid-name',
    what: 'The schema of an environment cannot have this name.',
    value: schema,
    next: 'Take the name of a schema that nobody else has, such as that of an engineer.',
  })
}
