import { isJsonList, isJsonObject, type Json, type JsonObject } from '../foundation/json.ts'

/** A field of an object in Grafana that is not as it should be; undefined where a side has none. */
export interface FieldDifference {
  /** Where it stands: `panels › MRR › title`. */
  readonly field: string
  readonly wanted: Json | undefined
  readonly found: Json | undefined
}

/**
 * The fields in which what Grafana has differs from what is wanted. Elements of lists are matched by what tells them
 * apart, such as the id of a panel; what is empty on both sides is equal.
 */
export function compareJson(wanted: JsonObject, found: JsonObject): FieldDifference[] {
  return compare(wanted, found, [])
}

type Path = readonly string[]

function compare(wanted: Json | undefined, found: Json | undefined, path: Path): FieldDifference[] {
  if (isJsonObject(wanted) && isJsonObject(found)) return compareObjects(wanted, found, path)
  if (isJsonList(wanted) && isJsonList(found)) return compareLists(wanted, found, path)
  if (wanted === found || (isBlank(wanted) && isBlank(found))) return []
  return [{ field: path.join(' › '), wanted, found }]
}

function compareObjects(wanted: JsonObject, found: JsonObject, path: Path): FieldDifference[] {
  const names = new Set([...Object.keys(wanted), ...Object.keys(found)])
  return [...names].flatMap((name) => {
    return compare(wanted[name], found[name], [...path, name])
  })
}

function compareLists(wanted: readonly Json[], found: readonly Json[], path: Path): FieldDifference[] {
  if (![...wanted, ...found].some(isJsonObject)) {
    const same = JSON.stringify(wanted) === JSON.stringify(found)
    return same ? [] : [{ field: path.join(' › '), wanted, found }]
  }
  const key = distinguishingKey(wanted, found)
  const [ours, theirs] = [keyed(wanted, key), keyed(found, key)]
  const keys = new Set([...ours.keys(), ...theirs.keys()])
  const differences = [...keys].flatMap((each) => {
    const [one, other] = [ours.get(each), theirs.get(each)]
    return compare(one, other, [...path, labelOf(one ?? other, each)])
  })
  return differences.length > 0 ? differences : compareOrder(ours, theirs, path)
}

function compareOrder(
  ours: ReadonlyMap<string, Json>,
  theirs: ReadonlyMap<string, Json>,
  path: Path,
): FieldDifference[] {
  const labels = (list: ReadonlyMap<string, Json>) => [...list].map(([key, value]) => labelOf(value, key))
  const [wanted, found] = [labels(ours), labels(theirs)]
  if (wanted.join('\n') === found.join('\n')) return []
  return [{ field: [...path, 'order'].join(' › '), wanted, found }]
}

/** The key that has another value in each element, on both sides. */
function distinguishingKey(...lists: readonly (readonly Json[])[]): string | undefined {
  return ['refId', 'uid', 'id', 'name'].find((key) =>
    lists.every((list) => {
      const values = list.map((element) => (isJsonObject(element) ? element[key] : undefined))
      const usable = values.every((value) => typeof value === 'string' || typeof value === 'number')
      return usable && new Set(values).size === values.length
    }),
  )
}

function keyed(list: readonly Json[], key: string | undefined): Map<string, Json> {
  return new Map(
    list.map((element, index) => [
      key !== undefined && isJsonObject(element) ? String(element[key]) : `#${index + 1}`,
      element,
    ]),
  )
}

/** Panels are known to people by their titles. */
function labelOf(element: Json | undefined, key: string): string {
  const title = isJsonObject(element) ? element.title : undefined
  return typeof title === 'string' && title !== '' ? title : key
}

/** Whether a value is as good as none: nothing, an empty text or list, or an object of such. */
export function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true
  if (isJsonList(value)) return value.length === 0
  return isJsonObject(value) && Object.values(value).every(isBlank)
}
