import { quoteIdentifier, quoteLiteral } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'

/** The COMMENT statements of a relation and its columns. */
export function relationComments(
  type: 'table' | 'view' | 'materialized view',
  name: string,
  description: string,
  columns: Readonly<Record<string, string | undefined>>,
): string[] {
  const relation = relationName(name).sql
  const own = `comment on ${type} ${relation} is ${quoteLiteral(description)}`
  const ofColumns = Object.entries(columns).flatMap(([column, text]) =>
    text === undefined
      ? []
      : [`comment on column ${relation}.${quoteIdentifier(column)} is ${quoteLiteral(text)}`],
  )
  return [own, ...ofColumns]
}
