import { isJsonObject, type JsonObject } from '../../foundation/json.ts'

/** An object with what Grafana takes where it says nothing, objects in it too. */
export function withDefaults(object: JsonObject, defaults: JsonObject): JsonObject {
  const filled = Object.entries(defaults).map(([name, standard]) => {
    const own = object[name]
    if (own === undefined || own === null) return [name, standard]
    return [name, isJsonObject(own) && isJsonObject(standard) ? withDefaults(own, standard) : own]
  })
  return { ...object, ...Object.fromEntries(filled) }
}

/** An object without some of its fields. */
export function without(object: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name)))
}
