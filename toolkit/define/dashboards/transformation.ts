import type { DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard'

/** A step that Grafana takes between the query and the panel, over the query's fields. */
export type Transformation<Field extends string = string> =
  | { readonly sortBy: Field; readonly descending?: boolean }
  | { readonly limit: number }
  | { readonly hide: readonly Field[] }
  | { readonly order: readonly Field[] }
  | { readonly partitionBy: readonly Field[] }

/** A transformation as Grafana stores it. */
export function transformerConfig(transformation: Transformation): DataTransformerConfig {
  if ('sortBy' in transformation) {
    const { sortBy, descending = false } = transformation
    return { id: 'sortBy', options: { fields: {}, sort: [{ field: sortBy, desc: descending }] } }
  }
  if ('limit' in transformation) return { id: 'limit', options: { limitField: transformation.limit } }
  if ('hide' in transformation) return organize({ excludeByName: byName(transformation.hide, () => true) })
  if ('order' in transformation)
    return organize({ indexByName: byName(transformation.order, (index) => index) })
  return { id: 'partitionByValues', options: { fields: transformation.partitionBy, keepFields: false } }
}

function organize(options: object): DataTransformerConfig {
  return { id: 'organize', options: { excludeByName: {}, indexByName: {}, renameByName: {}, ...options } }
}

function byName<T>(fields: readonly string[], value: (index: number) => T): Record<string, T> {
  return Object.fromEntries(fields.map((field, index) => [field, value(index)]))
}
