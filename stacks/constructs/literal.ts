import { Token } from 'cdktf'

/**
 * A text that Terraform takes as it is: elsewhere it evaluates `${…}` and `%{…}`, which people's texts and Grafana's hold
 * too. What refers to a variable or a resource stays a reference.
 *
 * @example literal('${file("/etc/hostname")}') // $${file("/etc/hostname")}
 */
export function literal(text: string): string {
  return Token.isUnresolved(text) ? text : text.replaceAll(/[$%](?=\{)/g, '$&$&')
}

/** The same for everything in a value, keys of maps too. */
export function literals(value: unknown): unknown {
  if (typeof value === 'string') return literal(value)
  if (typeof value !== 'object' || value === null || Token.isUnresolved(value)) return value
  if (Array.isArray(value)) return value.map(literals)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [literal(key), literals(part)]))
}
