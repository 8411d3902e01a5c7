import type { PlanOptions } from './planner.ts'

type PlaceOf = Required<PlanOptions>['placeOf']

/** A query by its name, with the place of its definition where that is known. */
export function withPlace(where: string, placeOf: PlaceOf): string {
  const place = placeOf(where)
  return place === undefined ? where : `${where} at ${place}`
}

/** Who needs something, in parentheses: the first three of them. */
export function askedBy(where: readonly string[], placeOf: PlaceOf): string {
  const names = where.slice(0, 3).map((one) => withPlace(one, placeOf))
  const more = where.length > 3 ? ` and ${where.length - 3} more` : ''
  return where.length === 0 ? '' : ` (${names.join(', ')}${more})`
}
