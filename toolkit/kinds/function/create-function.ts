import type { SqlFunction } from '../../define/sql-function.ts'
import { dollarQuoted, quoteLiteral } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'

type FunctionText = Omit<SqlFunction, 'kind' | 'body'> & { readonly body: string }

/** The statements that create a function. */
export function createFunction(definition: FunctionText): string[] {
  const { name, parameters, returns, language, volatility, body, description } = definition
  const qualified = relationName(name).sql
  return [
    `create or replace function ${qualified}${parameters} returns ${returns}\nlanguage ${language} ${volatility}\nas ${dollarQuoted(`\n${body}\n`, 'body')}`,
    `comment on function ${qualified} is ${quoteLiteral(description)}`,
  ]
}
