import type { ImportedType } from '../imported.ts'
import type { ImportedView } from './imported-views.ts'
import type { FoundView } from './read-views.ts'

/** A view that no definition can be made of. */
export interface LeftView {
  readonly name: string
  readonly why: string
}

/** The views of which all that they need is known, and why the others are not among them. */
export function sortOut(
  found: readonly FoundView[],
  known: ReadonlySet<string>,
  types: readonly ImportedType[],
): { readonly views: readonly ImportedView[]; readonly left: readonly LeftView[] } {
  const typeNames = new Set(types.map(({ schema, name }) => `${schema}.${name}`))
  const left = new Map<string, string>()
  for (const view of found) {
    const why = unknownNeed(view, typeNames) ?? withoutKey(view)
    if (why !== undefined) left.set(idOf(view), why)
  }
  const names = new Set(found.map(idOf))
  let count: number
  do {
    count = left.size
    for (const view of found) {
      const missing = view.reads.find((read) => left.has(read) || !(names.has(read) || known.has(read)))
      if (missing !== undefined && !left.has(idOf(view)))
        left.set(idOf(view), names.has(missing) ? `reads ${missing}` : `reads ${missing}, which is no source`)
    }
  } while (left.size > count)
  const views = found.filter((view) => !left.has(idOf(view))).map(({ needs: _, ...view }) => view)
  return { views, left: [...left].map(([name, why]) => ({ name, why })) }
}

const idOf = ({ schema, name }: FoundView): string => `${schema}.${name}`

function unknownNeed({ needs }: FoundView, types: ReadonlySet<string>): string | undefined {
  const missing = needs.find(({ type }) => type === null || !types.has(type.replace(/\.(_)/, '.')))
  return missing && `needs ${missing.description}, which the project does not have`
}

const withoutKey = ({ isMaterialized, grain }: FoundView): string | undefined =>
  isMaterialized && grain.length === 0
    ? 'has no unique index over columns, so that it cannot be refreshed while people read it'
    : undefined
