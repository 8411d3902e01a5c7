import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts'

/** A stored list with each of its objects changed. */
export function eachObject(list: Json | undefined, change: (one: JsonObject) => JsonObject): Json {
  return isJsonList(list) ? list.map((one) => (isJsonObject(one) ? change(one) : one)) : (list ?? null)
}
