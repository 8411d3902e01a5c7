import type { SqlDefinition } from '../define/project.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { callsFunction, readsRelation } from '../sql/sql-text.ts'
import type { ProjectIndex } from './project-index.ts'

/** The names that a definition needs before it can be created, in alphabetical order. */
export function dependenciesOf(definition: SqlDefinition, index: ProjectIndex): string[] {
  const names = new Set<string>()
  switch (definition.kind) {
    case 'view':
    case 'materialized view': {
      const { relations, rawText } = compileQuery(definition.query)
      index.requireRelations(relations, definition)
      for (const name of relations) names.add(name)
      addNamesInText(rawText, index, names)
      break
    }
    case 'index':
      index.requireRelations([definition.on], definition)
      names.add(definition.on)
      break
    case 'function':
      addNamesInText(compileQuery(definition.body).sql, index, names)
      break
    case 'refresh function': {
      const { views, log, lastRefresh } = definition
      const needed = [...views.map((view) => view.name), log.name, lastRefresh.table.name]
      index.requireRelations(needed, definition)
      for (const name of needed) names.add(name)
      break
    }
    case 'schedule':
      addNamesInText(compileQuery(definition.command).sql, index, names)
      break
    case 'table':
  }
  names.delete(definition.name)
  return [...names].sort()
}

/** Handwritten SQL names relations and functions as text. */
function addNamesInText(text: string, index: ProjectIndex, names: Set<string>): void {
  if (text.trim() === '') return
  for (const { kind, name } of index.ofKind(
    'source',
    'table',
    'view',
    'materialized view',
    'function',
    'refresh function',
  )) {
    const isFunction = kind === 'function' || kind === 'refresh function'
    if (isFunction ? callsFunction(text, name) : readsRelation(text, name)) names.add(name)
  }
}
