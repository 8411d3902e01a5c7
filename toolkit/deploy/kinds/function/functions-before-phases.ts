import { type DesiredObject, isRelation, isStored } from '../../../kinds/desired-object.ts'
import { isFunction } from '../../../kinds/function/function-kind.ts'
import { isIndex } from '../../../kinds/index/index-kind.ts'
import { isTable } from '../../../kinds/table/table-kind.ts'
import type { DesiredState } from '../../../release/desired-state.ts'

const isPrepared = (object: DesiredObject) => isStored(object) || isIndex(object) || isTable(object)

/** Functions that storages, indexes and tables call: they must be there before these are made. */
export function functionsBeforePhases({ objects }: DesiredState): Set<string> {
  const byName = new Map(objects.map((object) => [object.name, object]))
  const below = new Set(objects.filter(isPrepared).flatMap(({ dependsOn }) => dependsOn))
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
