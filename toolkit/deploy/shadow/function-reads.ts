import { type DesiredObject, isRelation, isStored } from '../../kinds/desired-object.ts'
import { isFunction } from '../../kinds/function/function-kind.ts'
import type { ReadColumn } from '../records/record.ts'

/** A function of ours that runs with the rights of whoever reads. */
export interface CalledFunction {
  /** The panel, variable, annotation or alert. */
  readonly where: string
  readonly name: string
}

/** The functions that these queries call, or that views below them call; stored rows are computed by us. */
export function calledFunctions(
  objects: readonly DesiredObject[],
  direct: readonly CalledFunction[],
  reads: readonly ReadColumn[],
): CalledFunction[] {
  const known = new Map(objects.map((object) => [object.name, object]))
  const below = new Map<string, ReadonlySet<string>>()
  const functionsBelow = (root: string): ReadonlySet<string> => {
    const earlier = below.get(root)
    if (earlier) return earlier
    const seen = new Set([root])
    for (const name of seen) {
      const object = known.get(name)
      if (object && (isFunction(object) || (isRelation(object) && !isStored(object))))
        for (const needed of object.dependsOn) seen.add(needed)
    }
    const functions = new Set(
      [...seen].filter((name) => {
        const object = known.get(name)
        return object && isFunction(object)
      }),
    )
    below.set(root, functions)
    return functions
  }
  const roots = [...direct, ...reads.map(({ where, relation }) => ({ where, name: relation }))]
  const called = roots.flatMap(({ where, name }) =>
    [...functionsBelow(name)].map((one): CalledFunction => ({ where, name: one })),
  )
  return [...new Map(called.map((one) => [JSON.stringify([one.where, one.name]), one])).values()]
}
