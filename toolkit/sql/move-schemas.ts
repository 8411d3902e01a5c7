import { quoteIdentifier } from './identifier.ts'
import { nameChains } from './name-chains.ts'
import { sqlTokens } from './sql-tokens.ts'

/**
 * Puts another schema before qualified names; a name that `schemaFor` gives nothing for stays as it is.
 *
 * @example moveSchemas('select * from a.b', (schema, name) => name === 'b' ? 'scratch' : undefined)
 */
export function moveSchemas(
  sql: string,
  schemaFor: (schema: string, name: string) => string | undefined,
): string {
  const tokens = sqlTokens(sql)
  const texts = tokens.map(({ text }) => text)
  for (const { first, parts } of nameChains(tokens)) {
    const [schema, name] = parts
    if (schema === undefined || name === undefined) continue
    const moved = schemaFor(schema, name)
    if (moved !== undefined) texts[first] = quoteIdentifier(moved)
  }
  return texts.join('')
}
