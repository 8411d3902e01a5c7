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
  return index.ofDatabase().flatMap((definition) => {
    const { name } = definition
    const { usedAs } = definitionKind(definition)
    const isNamed = usedAs === 'function' ? functions.has(name) : usedAs && relations.has(name)
    return isNamed ? [name] : []
  })
}
