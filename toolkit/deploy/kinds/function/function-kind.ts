import type { DesiredFunction } from '../../../kinds/function/desired-function.ts'
import { objectComment } from '../../plan/comment.ts'
import { changed, missing } from '../../plan/drift-finding.ts'
import type { DeployedKind } from '../deployed-kind.ts'
import { isWantedAsIs, type RecordedKind } from '../recorded-kind.ts'
import { functionsBeforePhases } from './functions-before-phases.ts'
import { functionTarget, liveFunction, planFunction, planFunctionDrops } from './plan-function.ts'

export const functionKind: DeployedKind<DesiredFunction> = {
  live: ({ name }) => ({ functions: [name] }),
  shadow: ({ create }, shadow) => [shadow.rewrite(create)],
  prepare: (planner, object) =>
    functionsBeforePhases(planner.desired).has(object.name) ? planFunction(planner, object, 'prepare') : [],
  expand: (planner, object) =>
    functionsBeforePhases(planner.desired).has(object.name) ? [] : planFunction(planner, object, 'expand'),
  drops: planFunctionDrops,
  comments({ name, description }, { functions }, context) {
    const all = functions.filter((one) => one.name === name)
    const missing = all.map((one) => objectComment(functionTarget(one), description, one.comment, context))
    return missing.every((comments) => comments.length > 0) ? (missing[0] ?? []) : []
  },
  record(planner, { kind, name, hash }) {
    const canonical = planner.final.functions.get(name)?.canonical ?? liveFunction(planner, name)?.canonical
    return { kind, name, hash, canonical: canonical ?? '', state: 'final' }
  },
}

export const recordedFunction: RecordedKind = {
  space: 'definition',
  isDerived: false,
  isOutsidePhases: false,
  staysBehind: false,
  live: ({ name }) => ({ functions: [name] }),
  drift(record, { functions }) {
    const found = functions.filter((one) => one.name === record.name)
    if (!found[0]) return [missing(record)]
    return found.some(({ canonical }) => canonical === record.canonical)
      ? []
      : changed(record, found[0].canonical)
  },
  isDone: isWantedAsIs,
}
