import { isRelation, isStored } from '../../../kinds/desired-object.ts'
import { isFunction } from '../../../kinds/function/function-kind.ts'
import type { DesiredState } from '../../../release/desired-state.ts'

/** Functions that storages call: they must be there before rows are stored. */
export function functionsOfStorages({ objects }: DesiredState): Set<string> {
  const byName = new Map(objects.map((object) => [object.name, object]))
  const below = new Set(objects.filter(isStored).flatMap(({ dependsOn }) => dependsOn))
  for (const name of below) {
    const object = byName.get(name)
    if (object && (isFunction(object) || isRelation(object)))
      for (const needed of object.dependsOn) below.add(needed)
  }
  return new Set(
    [...below].filter((name) => {
      const object = byName.get(name)
      return object && isFunction(object)
    }),
  )
}
