/** A use of a dashboard variable in a text: `${name:format}`, `$name` or `[[name]]`. */
export interface VariableReference {
  readonly name: string
  readonly format: string | undefined
  readonly index: number
  readonly text: string
}

const pattern = /\$\{(\w+)(?:\.[\w.]+)?(?::(\w+))?\}|\$([a-zA-Z]\w*)|\[\[(\w+)(?::(\w+))?\]\]/g

/** The uses of dashboard variables in a text; Grafana's own, which begin with `__`, are left out. */
export function variableReferences(text: string): VariableReference[] {
  if (!text.includes('$') && !text.includes('[[')) return []
  return [...text.matchAll(pattern)].flatMap((match) => {
    const name = match[1] ?? match[3] ?? match[4] ?? ''
    if (name.startsWith('__')) return []
    return [{ name, format: match[2] ?? match[5], index: match.index, text: match[0] }]
  })
}
