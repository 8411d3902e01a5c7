import type { DesiredObject } from '../../kinds/desired-object.ts'
import { objectKind } from '../../kinds/object-kinds.ts'

/** Every relation that these objects are, storages included. */
export const relationNames = (objects: readonly DesiredObject[]): string[] =>
  objects.flatMap((object) =>
    objectKind(object)
      .relations(object)
      .map(({ name }) => name),
  )
