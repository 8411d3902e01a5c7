import type { LiveRelation } from '../live/live-relation.ts'

/**
 * A relation as text, options included: what it is compared and recorded by. Those that are held back come again once it
 * is what it has to be.
 */
export function canonicalOf(
  { canonical, options }: Pick<LiveRelation, 'canonical' | 'options'>,
  held: readonly string[] = [],
): string {
  const parts = [...listed('with', options), ...listed('later with', held)]
  return parts.length === 0 ? canonical : `${parts.join(' ')}\n${canonical}`
}

const listed = (word: string, options: readonly string[]): string[] =>
  options.length === 0 ? [] : [`${word} (${options.toSorted().join(', ')})`]

/** The options that a recorded text names. */
export const optionsIn = (recorded: string): string[] => namedIn(recorded)[0]

/** Those that it says are held back. */
export const heldIn = (recorded: string): string[] => namedIn(recorded)[1]

/** A recorded text as what is there is compared with it. */
export const withoutHeld = (recorded: string): string =>
  canonicalOf({ canonical: withoutOptions(recorded), options: optionsIn(recorded) })

/** A recorded text without its options. */
export const withoutOptions = (recorded: string): string => recorded.replace(head, '')

/** How `canonicalOf` writes them. */
const head = /^(?:with \(([^\n]*?)\))?(?:(?:^| )later with \(([^\n]*)\))?\n/

function namedIn(recorded: string): [string[], string[]] {
  const [, options, held] = head.exec(recorded) ?? []
  return [options?.split(', ') ?? [], held?.split(', ') ?? []]
}
