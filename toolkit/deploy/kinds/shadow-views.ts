import type { DesiredObject } from '../../kinds/desired-object.ts'
import { objectKind } from '../../kinds/object-kinds.ts'
import type { ShadowSchemas } from '../shadow/shadow-schemas.ts'

/** Every relation that an object is, as a plain view. */
export function shadowViews(object: DesiredObject, shadow: ShadowSchemas): string[] {
  return objectKind(object)
    .relations(object)
    .map(({ name, query = '' }) => `create view ${shadow.nameOf(name)} as\n${shadow.rewrite(query)}`)
}
