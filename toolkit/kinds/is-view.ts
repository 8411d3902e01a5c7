import type { SqlDefinition } from '../define/project.ts'

/** A definition of rows by a query, stored or not. */
export type ViewDefinition = Extract<
  SqlDefinition,
  { readonly query: unknown; readonly grain: readonly string[] }
>

/** Whether a definition is of rows that a query gives. */
export const isView = (definition: SqlDefinition): definition is ViewDefinition =>
  'query' in definition && 'grain' in definition
