import type { SqlFunction } from '../../define/sql-function.ts'
import { quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'

type FunctionText = Omit<SqlFunction, 'kind' | 'body'> & { readonly body: string }

/** The statements that create a function. */
export function createFunction(definition: FunctionText): string[] {
  const { name, parameters, returns, language, volatility, body, description } = definition
  const qualified = relationName(name).sql
  const tag = body.includes('$body$') ? '$sightline$' : '$body$'
  return [
    `create or replace function ${qualified}${parameters} returns ${returns}\nlanguage ${language} ${volatility}\nas ${tag}\n${body}\n${tag}`,
    `comment on function ${qualified} is ${quoteLiteral(description)}`,
  ]
}
