import { identifierOf } from '../sql/identifier-of.ts'
import { isBlank, type SqlToken, sqlTokens } from '../sql/sql-tokens.ts'

/**
 * What each column of a query as Postgres prints it is computed by, by the name of the column; of a union, its first
 * part.
 *
 * @example selectedExpressions(' SELECT a.x + 1 AS y\n   FROM a') // y: a.x + 1
 */
export function selectedExpressions(canonical: string): Map<string, string> {
  const expressions = new Map<string, string>()
  for (const item of selectedItems(sqlTokens(canonical))) {
    const words = item.filter((token) => !isBlank(token))
    const name = words.at(-1)?.text
    if (name === undefined) continue
    const isNamed = words.at(-2)?.text.toLowerCase() === 'as'
    const expression = isNamed ? words.slice(0, -2) : words
    const text = expression.map(({ text: word }) => word).join(' ')
    expressions.set(identifierOf(name), text)
  }
  return expressions
}

/** The items between the outermost SELECT and its FROM. */
function selectedItems(tokens: readonly SqlToken[]): SqlToken[][] {
  const items: SqlToken[][] = []
  let depth = 0
  let selecting = false
  let previous = ''
  for (const token of tokens) {
    const word = token.text.toLowerCase()
    const ends = endsSelection.has(word) && previous !== 'distinct'
    if (!isBlank(token)) previous = word
    if (word === '(') depth++
    if (word === ')') depth--
    if (depth === 0 && !selecting && word === 'select') {
      selecting = true
      items.push([])
    } else if (selecting && depth === 0 && ends) return items
    else if (selecting && depth === 0 && word === ',') items.push([])
    else if (selecting) items.at(-1)?.push(token)
  }
  return items
}

const endsSelection = new Set(['from', 'where', 'group', 'union', 'intersect', 'except', 'order', 'limit'])
