import { sql } from 'kysely'
import {
  type Definition,
  dashboard,
  defineProject,
  follow,
  from,
  incrementalView,
  materializedView,
  row,
  schedule,
  sourceIndex,
  sqlFunction,
  table,
  tablePanel,
  view,
} from 'sightline'
import { integer, numeric, text } from 'sightline/columns'
import { buildRelease, type IncrementalView, type SqlFunction } from 'sightline/engine'
import type { PanelSpec, ProjectNames, RelationSpec, VersionSpec } from './project-spec.ts'
import { type Callable, picked, relationQuery } from './relation-query.ts'
import { quote, quoteRelation, type ReadRelation, type SourceTable } from './source-tables.ts'

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('The list is empty.')
  return found
}

const nameOf = (definition: Definition) => ('name' in definition ? definition.name : '')

const raw = (text: string) => sql<Record<string, unknown>>`${sql.raw(text)}`

/** A release that a version of a project makes. */
export function projectRelease(
  names: ProjectNames,
  version: VersionSpec,
  sources: readonly [SourceTable, ...SourceTable[]],
  readerRole: string,
) {
  const own = functionOf(names, version.functionShape)
  const relations: ReadRelation[] = [...sources]
  const definitions: Definition[] = []
  // A project gives each of its definitions a name of its own.
  const taken = new Set(own ? [own.definition.name] : [])
  for (const spec of version.relations) {
    const built = relationOf(names, spec, relations, own?.callable)
    if (!built || taken.has(nameOf(built.definition))) continue
    taken.add(nameOf(built.definition))
    relations.push(built.relation)
    definitions.push(built.definition)
  }
  const panels = version.panels.map((spec, index) => panelOf(names, spec, index, relations, own?.callable))
  return buildRelease(
    defineProject({
      name: names.project,
      version: '1.0.0',
      folder: { uid: names.project, title: names.title },
      readerRole,
      definitions: [
        ...sources.map(({ definition }) => definition),
        ...(own ? [own.definition] : []),
        ...definitions,
        ...indexOf(names, version.index, sources[0]).filter((one) => !taken.has(nameOf(one))),
        ...(version.scheduled ? [scheduled(names)] : []),
        dashboard({
          uid: names.project,
          title: names.title,
          description: names.title,
          rows: [row(names.title, { panels })],
        }),
      ],
      sample: async () => {},
    }),
  )
}

const scheduled = ({ project, title }: ProjectNames) =>
  schedule(`${project}-nightly`, { description: title, cron: '0 3 * * *', run: raw('select 1') })

function functionOf(
  names: ProjectNames,
  shape: number,
): { readonly definition: SqlFunction; readonly callable: Callable } | undefined {
  if (shape === 0) return undefined
  const schema = at(names.schemas, 0)
  const called = `${quote(schema)}.${quote(names.function)}`
  const isWide = shape === 3 || shape === 5
  const definition = sqlFunction(`${schema}.${names.function}`, {
    description: names.title,
    parameters: shape === 4 ? '(n integer, m integer default 2)' : '(n integer)',
    returns: isWide ? 'numeric' : 'integer',
    language: shape === 5 ? 'plpgsql' : 'sql',
    volatility: 'immutable',
    body: raw(
      shape === 5
        ? 'begin return n * 5; end'
        : `select n * ${shape === 4 ? 'm' : shape}${isWide ? '::numeric' : ''}`,
    ),
  })
  return {
    definition,
    callable: { call: (argument) => `${called}(${argument})`, type: isWide ? 'numeric' : 'integer' },
  }
}

function relationOf(
  names: ProjectNames,
  spec: RelationSpec,
  before: readonly ReadRelation[],
  called: Callable | undefined,
): { readonly relation: ReadRelation; readonly definition: Definition } | undefined {
  const schema = at(names.schemas, spec.schema)
  const name = at(names.relations, spec.name)
  if (before.some((one) => one.schema === schema && one.name === name)) return undefined
  const full = schema === 'public' ? name : `${schema}.${name}`
  const description = names.title
  if (spec.kind === 'table') {
    const [key = 'k', label = 'l', later = 'm'] = names.columns
    const columns = { [key]: integer(), [label]: text().nullable() }
    const definition = table(full, {
      description,
      columns: spec.pick % 2 === 0 ? columns : { ...columns, [later]: numeric().nullable() },
      primaryKey: [key],
    })
    const known = [
      { name: key, type: 'integer' },
      { name: label, type: 'text' },
    ] as const
    return { relation: { schema, name, grain: [key], columns: known, followed: definition }, definition }
  }
  const reads = at(before, spec.reads)
  const query = relationQuery(spec, reads, at(before, spec.beside), names.columns, called)
  const { grain, columns } = query
  const described = spec.described ? Object.fromEntries(columns.map((one) => [one.name, names.title])) : {}
  const options = { description, grain, columns: described, query: raw(query.sql) }
  const kept = spec.kind === 'incremental view' ? keptRows(full, spec, reads, options) : undefined
  if (kept) return { relation: { schema, name, grain, columns, followed: kept }, definition: kept }
  const isStored = spec.kind !== 'view' && grain.length > 0
  return {
    relation: { schema, name, grain, columns },
    definition: isStored
      ? materializedView(full, { ...options, indexes: spec.pick % 4 === 0 ? [[at(columns, 0).name]] : [] })
      : view(full, options),
  }
}

/** An incremental view of what it reads, where the key of the one leads to the key of the other. */
function keptRows(
  name: string,
  { shape }: RelationSpec,
  { followed, grain: known }: ReadRelation,
  options: {
    readonly description: string
    readonly query: ReturnType<typeof raw>
    readonly grain: readonly string[]
  },
): IncrementalView | undefined {
  const [first, ...others] = options.grain
  if (
    !followed ||
    first === undefined ||
    shape === 'beside' ||
    !options.grain.every((key) => known.includes(key))
  )
    return undefined
  return incrementalView(name, {
    ...options,
    grain: [first, ...others],
    follow: [
      follow(
        followed,
        from(followed)
          .selectFrom(followed.name)
          .select(options.grain.map((key) => sql.ref(key).as(key))),
      ),
    ],
  })
}

function indexOf(names: ProjectNames, shape: number, source: SourceTable): Definition[] {
  if (shape === 0) return []
  const [first, second] = source.columns
  if (!first || !second) return []
  const columns = shape === 1 ? [first.name] : shape === 2 ? [second.name] : [first.name, second.name]
  return [
    sourceIndex(names.index, {
      description: names.title,
      on: source.definition,
      columns,
      unique: shape === 4,
    }),
  ]
}

function panelOf(
  names: ProjectNames,
  spec: PanelSpec,
  index: number,
  relations: readonly ReadRelation[],
  called: Callable | undefined,
) {
  const relation = at(relations, spec.reads)
  const from = quoteRelation(relation)
  const columns = picked(relation, spec.pick)
    .map(({ name }) => quote(name))
    .join(', ')
  const queries = {
    columns: `select ${columns} from ${from}`,
    star: `select * from ${from}`,
    count: `select count(*) as n from ${from}`,
    call: called ? `select ${called.call('7')} as n` : `select * from ${from}`,
    'whole rows': `select to_json(t) as n from ${from} t`,
  }
  return tablePanel({
    title: `${names.title} ${index}`,
    description: names.title,
    query: raw(/\$[\w{]/.test(queries[spec.query]) ? 'select order_id from orders' : queries[spec.query]),
  })
}
