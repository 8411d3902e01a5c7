import type { DesiredObject } from './desired-object.ts'
import { objectKind } from './object-kinds.ts'

/** The query of what people read: a materialized view's is that of the view before its storage. */
export const queryOf = (object: DesiredObject): string =>
  objectKind(object)
    .relations(object)
    .find(({ name }) => name === object.name)?.query ?? ''
