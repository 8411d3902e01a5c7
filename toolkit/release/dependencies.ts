import type { SqlDefinition } from '../define/project.ts'
import { createdKind, definitionKind } from '../kinds/definition-kinds.ts'
import { mentionedNames } from '../sql/mentioned-names.ts'
import type { ProjectIndex } from './project-index.ts'

/** The names that a definition needs before it can be created, in alphabetical order. */
export function dependenciesOf(definition: SqlDefinition, index: ProjectIndex): string[] {
  const { relations, text } = createdKind(definition).reads(definition)
  index.requireRelations(relations, definition)
  const mentioned = namesInText(text, index)
  index.requireRelations(mentioned, definition)
  const names = new Set([...relations, ...mentioned])
  names.delete(definition.name)
  return [...names].sort()
}

/** Handwritten SQL names relations and functions as text. */
function namesInText(text: string, index: ProjectIndex): string[] {
  if (text.trim() === '') return []
  const { relations, functions } = mentionedNames(text)
  const named = index.ofDatabase().filter((definition) => {
    const { name } = definition
    if (!relations.has(name) && !functions.has(name)) return false
    const { usedAs } = definitionKind(definition)
    return usedAs === 'function' ? functions.has(name) : usedAs && relations.has(name)
  })
  return named.map(({ name }) => name)
}
