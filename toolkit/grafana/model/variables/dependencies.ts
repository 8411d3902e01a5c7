import { variableReferences } from './references.ts'
import { queryText, type VariableJson } from './variable-json.ts'

/** The names of the variables that the choices of a variable depend on. */
export function dependencies(json: VariableJson): string[] {
  const texts = json.type === 'query' ? [queryText(json), json.regex ?? ''] : [queryText(json)]
  if (!['query', 'custom', 'constant', 'datasource'].includes(json.type)) return []
  const names = new Set(texts.flatMap((text) => variableReferences(text).map(({ name }) => name)))
  // The query of a variable may name the variable itself, which then has its old value.
  if (json.type === 'query') names.delete(json.name)
  return [...names]
}

/**
 * The variables in an order in which each comes after those that its choices depend on; those of a circle, for which
 * Grafana asks nothing, are told apart.
 */
export function orderVariables<T extends VariableJson>(
  variables: readonly T[],
): { readonly ordered: readonly T[]; readonly circular: readonly T[] } {
  const ordered: T[] = []
  let waiting = [...variables]
  for (;;) {
    const names = new Set(waiting.map(({ name }) => name))
    const ready = waiting.filter((variable) => !dependencies(variable).some((name) => names.has(name)))
    if (ready.length === 0) return { ordered, circular: waiting }
    ordered.push(...ready)
    waiting = waiting.filter((variable) => !ready.includes(variable))
  }
}
