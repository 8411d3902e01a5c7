/**
 * A regular expression as Grafana's page reads it: between slashes with its flags, or a text that has to match as a whole.
 *
 * @throws Error for one that cannot be read
 */
export function pageRegex(text: string): RegExp {
  if (!text.startsWith('/')) return new RegExp(`^${text}$`)
  const [, pattern, flags] = /^\/(.*?)\/(g?i?m?y?s?)$/.exec(text) ?? []
  if (pattern === undefined) throw new Error(`'${text}' is not a valid regular expression.`)
  return new RegExp(pattern, flags)
}
