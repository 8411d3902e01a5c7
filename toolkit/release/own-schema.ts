import { type Expression, type RawBuilder, sql } from 'kysely'
import type { AlertRule } from '../define/alerts/alert-rule.ts'
import type { Definition } from '../define/project.ts'
import type { Relation } from '../define/relation.ts'
import type { PanelPicture } from '../define/reports/picture.ts'
import type { ReportSection } from '../define/reports/report.ts'
import type { Sample } from '../define/sample.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { createdKind, definitionKind, isCreated, isOfDatabase } from '../kinds/definition-kinds.ts'
import type { Mover } from '../kinds/mover.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { moveSchemas } from '../sql/move-schemas.ts'
import { identifierProblem, RelationName, relationName } from '../sql/relation-name.ts'

/**
 * What a project creates, in a schema of its own beside that of others: names, and every query that reads what has them.
 * What it only reads, and the indexes on it, stay with those who have it.
 */
export class OwnSchema implements Mover {
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
    const done = this.#done.get(definition)
    if (done) return done
    const made = this.#made(definition)
    if (made) this.#done.set(definition, made)
    return made
  }

  /** Where something is, by the name that definitions give it. */
  get moved(): ReadonlyMap<string, string> {
    return new Map([...this.#names].map(([name, { written }]) => [name, written]))
  }

  /** A sample that fills tables where they are. */
  sample(sample: Sample): Sample {
    return (tools) => sample({ ...tools, copy: (into, rows) => tools.copy(this.relation(into), rows) })
  }

  has(name: string): boolean {
    return this.#names.has(name)
  }

  name(name: string): string {
    return this.#names.get(name)?.written ?? name
  }

  text(text: string): string {
    return moveSchemas(text, ({ written }) => this.#names.get(written)?.schema)
  }

  query<T>(query: Expression<T>): RawBuilder<T> {
    return sql.raw<T>(this.text(compileQuery(query).sql))
  }

  /** Definitions refer to each other as values, which must stay the same ones. */
  relation<R extends Relation>(relation: R): R {
    const found = this.#definitions.find((one) => Object.is(one, relation))
    const moved = found && this.definition(found)
    return moved && isAs(relation, moved) ? moved : relation
  }

  #made(definition: Definition): Definition | undefined {
    if (isOfDatabase(definition)) return definitionKind(definition).moved(definition, this)
    if (definition.kind === 'alert') return this.#alert(definition)
    if (definition.kind === 'export')
      return {
        ...definition,
        query: this.query(definition.query),
        allUsers: definition.allUsers && this.query(definition.allUsers),
      }
    if (definition.kind === 'report')
      return {
        ...definition,
        recipients:
          'length' in definition.recipients ? definition.recipients : this.query(definition.recipients),
        sections: definition.sections.map((section) => this.#section(section)),
      }
    if (definition.kind !== 'cache') return definition
    return { ...definition, from: definition.from.map((one) => this.relation(one)) }
  }

  #section(section: ReportSection): ReportSection {
    if (section.kind === 'dashboard') return section
    if (section.kind === 'picture') return this.#picture(section)
    const { query, chart } = section
    return { ...section, query: this.query(query), chart: chart && this.#picture(chart) }
  }

  #picture(picture: PanelPicture): PanelPicture {
    return { ...picture, query: picture.query && this.query(picture.query) }
  }

  /** A query that reads nothing of what is moved stays as it is, and known is what it reads. */
  #alert(rule: AlertRule): AlertRule {
    const queries = Object.entries(rule.queries).map(([name, one]) => {
      const { sql: text } = compileQuery(one.query)
      return [name, this.text(text) === text ? one : { ...one, query: this.query(one.query) }]
    })
    return { ...rule, queries: Object.fromEntries(queries) }
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
