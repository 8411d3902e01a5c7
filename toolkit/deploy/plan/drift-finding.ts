import { lineDifference } from './line-difference.ts'

/** Something in the database that is not as it was released. */
export interface DriftFinding {
  readonly object: string
  readonly kind:
    | 'missing'
    | 'changed'
    | 'comment'
    | 'options'
    | 'invalid index'
    | 'grant'
    | 'grant to others'
    | 'schedule'
  /** Lines with `-` were released, lines with `+` are there now. */
  readonly difference: readonly string[]
}

/** Whether a deploy puts it right that repairs; what others were given is theirs. */
export const isRepairable = ({ kind }: Pick<DriftFinding, 'kind'>): boolean => kind !== 'grant to others'

/** That something is gone. */
export const missing = ({ kind, name }: { readonly kind: string; readonly name: string }): DriftFinding => ({
  object: name,
  kind: 'missing',
  difference: [`- ${kind} ${name}`],
})

/** That something is there and is another thing than was released; nothing where it is not. */
export function changed(
  { name, canonical }: { readonly name: string; readonly canonical: string },
  now: string,
): DriftFinding[] {
  if (now === canonical) return []
  return [{ object: name, kind: 'changed', difference: lineDifference(canonical, now) }]
}
