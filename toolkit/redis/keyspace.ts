/**
 * The name under which a project stands in a Redis: engineers and environments that share one, each with a prefix of
 * its own, have streams and answers of their own.
 */
export function keyspaceOf({
  name,
  uidPrefix,
}: {
  readonly name: string
  readonly uidPrefix: string
}): string {
  const environment = uidPrefix.replace(/-$/, '')
  return environment === '' || name.endsWith(`@${environment}`) ? name : `${name}@${environment}`
}
