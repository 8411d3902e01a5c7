import type { Desired } from './desired.ts'
import type { DesiredObject } from './desired-object.ts'

/** What a release wants of an object that no definition names; undefined for a kind that definitions make. */
export function undefinedObject(
  kind: string,
  common: Desired,
  { copyOf, query }: { readonly copyOf: string; readonly query: string },
): DesiredObject | undefined {
  if (kind === 'schema') return { kind, ...common }
  return kind === 'view copy' ? { kind, ...common, of: copyOf, query } : undefined
}
