import type { SqlFunction } from '../../define/sql-function.ts'
import { qualify, quoteLiteral, quoteName } from '../../sql/identifier.ts'

type FunctionText = Omit<SqlFunction, 'kind' | 'body'> & { readonly body: string }

/** The statements that create a function. */
export function createFunction(definition: FunctionText): string[] {
  const { name, parameters, returns, language, volatility, body, description } = definition
  const qualified = quoteName(qualify(name))
  const tag = body.includes('$body$') ? '$sightline$' : '$body$'
  return [
    `create or replace function ${qualified}${parameters} returns ${returns}\nlanguage ${language} ${volatility}\nas ${tag}\n${body}\n${tag}`,
    `comment on function ${qualified} is ${quoteLiteral(description)}`,
  ]
}
