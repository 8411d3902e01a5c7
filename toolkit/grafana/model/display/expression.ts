/** A pattern as Grafana reads it: between slashes with its flags, or a text that must fit as a whole. */
export function expressionOf(pattern: string): RegExp {
  if (!pattern.startsWith('/')) return new RegExp(`^${pattern}$`)
  const [, source, flags] = /^\/(.*?)\/(g?i?m?y?s?)$/.exec(pattern) ?? []
  if (source === undefined) throw new Error(`'${pattern}' is not a valid regular expression.`)
  return new RegExp(source, flags)
}
