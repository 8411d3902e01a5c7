import { quoteLiteral } from './identifier.ts'

/** The WITH clause that a view must repeat, or Postgres forgets its options. */
export function withOptions(options: readonly string[]): string {
  return options.length === 0 ? '' : ` with (${options.map(optionSql).join(', ')})`
}

function optionSql(option: string): string {
  const [name = '', value = ''] = option.split(/=(.*)/s)
  return /^[\w.]+$/.test(value) ? `${name} = ${value}` : `${name} = ${quoteLiteral(value)}`
}
