/** A place in a text where Grafana puts a variable's value. */
export interface VariableReference {
  readonly name: string
  /** The part after the dot in `${name.path}`. */
  readonly path: string | undefined
  /** The format with its arguments, as in `${name:date:iso}`. */
  readonly format: string | undefined
  readonly index: number
  readonly text: string
}

const pattern = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g

/** The references of a text, in the notations `$name`, `[[name:format]]` and `${name.path:format}`. */
export function variableReferences(text: string): VariableReference[] {
  if (!text.includes('$') && !text.includes('[[')) return []
  return [...text.matchAll(pattern)].map((match) => {
    const [reference, bare, brackets, bracketsFormat, braces, path, bracesFormat] = match
    return {
      name: bare ?? brackets ?? braces ?? '',
      path,
      format: bracketsFormat ?? bracesFormat,
      index: match.index,
      text: reference,
    }
  })
}
