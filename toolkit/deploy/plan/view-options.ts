import type { LiveRelation } from '../live/live-relation.ts'

/** A relation as text, options included: what it is compared and recorded by. */
export function canonicalOf({ canonical, options }: Pick<LiveRelation, 'canonical' | 'options'>): string {
  return options.length === 0 ? canonical : `with (${options.toSorted().join(', ')})\n${canonical}`
}

/** The options that a recorded text names. */
export function optionsIn(canonical: string): string[] {
  const [, list] = recorded.exec(canonical) ?? []
  return list === undefined ? [] : list.split(', ')
}

/** A recorded text without its options. */
export const withoutOptions = (canonical: string): string => canonical.replace(recorded, '')

/** How `canonicalOf` writes them. */
const recorded = /^with \((.*)\)\n/
