import type { Definition } from '../../define/project.ts'
import { referencesOf } from '../../define/references.ts'
import type { Source, Table } from '../../define/source.ts'
import { describeSite } from '../../foundation/definition-site.ts'
import { mentionedNames } from '../../sql/mentioned-names.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { CheckContext, Rule } from '../rule.ts'

/** Why a definition of each kind is there though nothing refers to it; undefined where it is for what refers to it. */
const reasons: Readonly<Record<Definition['kind'], string | undefined>> = {
  source: undefined,
  table: undefined,
  function: undefined,
  'refresh function': undefined,
  'contact point': undefined,
  'message template': undefined,
  'mute timing': undefined,
  event: undefined,
  view: 'unused-view looks at it',
  'materialized view': 'unused-view looks at it',
  'incremental view': 'unused-view looks at it',
  rollup: 'it is counted and read from outside',
  index: 'the planner uses it',
  schedule: 'the clock runs it',
  'data check': 'check and audit run it',
  dashboard: 'people look at it',
  alert: 'Grafana evaluates it',
  'live figure': 'people look at it',
  cache: 'applications ask it',
  export: 'people ask for it',
  report: 'people get it',
}

/** Reports a definition that is listed and that nothing refers to. */
export const unusedDefinition: Rule = {
  name: 'unused-definition',
  description:
    'A source, table, function, contact point, template, mute timing or event is there for what refers to it.',
  *check(context) {
    const used = usedDefinitions(context)
    const named = usedNames(context)
    for (const definition of context.release.project.definitions) {
      const { kind, name } = definition
      if (reasons[kind] !== undefined || used.has(definition) || named.has(name)) continue
      yield {
        where: name,
        what: `Nothing in the project refers to this ${kind}.`,
        next: 'Refer to it somewhere, or remove it from the definitions of the project.',
        site: describeSite(definition),
      }
    }
  },
}

/** An index is made for those that read its table. */
const isIndex = (definition: Definition): boolean => 'on' in definition

function usedDefinitions({ release: { project } }: CheckContext): Set<Definition> {
  const others = project.definitions.filter((one) => !isIndex(one))
  const replaced = Object.values(project.environments).flatMap(({ contactPoints = [] }) =>
    contactPoints.map(({ contactPoint }) => contactPoint),
  )
  return new Set([
    ...others.flatMap((one) => [...referencesOf(one)].filter((other) => other !== one)),
    ...replaced,
  ])
}

/** What texts of SQL and foreign keys name, and what the sample fills. */
function usedNames({ release, queries, filled }: CheckContext): Set<string> {
  const indexes = new Set(release.project.definitions.filter(isIndex).map(({ name }) => name))
  const objects = release.manifest.objects.filter(({ name }) => !indexes.has(name))
  const mentioned = queries.flatMap(({ query }) => [...mentionedNames(query.sql).relations])
  const keys = release.project.definitions.flatMap((definition) => {
    const tables = 'foreignKeys' in definition ? referredTables(definition) : []
    return tables.filter((table) => table !== definition.name)
  })
  return new Set([...objects.flatMap(({ dependsOn }) => dependsOn), ...mentioned, ...keys, ...filled])
}

const referredTables = ({ columns, foreignKeys }: Source | Table): string[] => [
  ...Object.values(columns).flatMap(({ shape }) => shape.references?.table ?? []),
  ...foreignKeys.map(({ references }) => relationName(references).written),
]
