import type { DesiredIndex } from '../../kinds/index/desired-index.ts'
import { createIndexSql } from '../../kinds/index/index-sql.ts'
import { quoteIdentifier, quoteLiteral, splitName } from '../../sql/identifier.ts'
import { sqlName } from '../shadow/shadow-schemas.ts'
import { managedComment } from './managed-comment.ts'
import type { PlanStep } from './plan-step.ts'
import { type Planner, step } from './planner.ts'

/**
 * Creates an index without keeping anybody from writing; one that was broken off is removed first, one that changes is
 * built beside the old one, whose name it then takes.
 */
export function planIndex(planner: Planner, object: DesiredIndex): PlanStep[] {
  const { desired, live, final, records, options } = planner
  const { name, on } = object
  const { schema } = splitName(on)
  const find = (one: string) =>
    [...live.indexes.values()].find((index) => index.name === one && index.schema === schema)
  const [found, fresh, old] = [find(name), find(`${name}__new`), find(`${name}__old`)]
  const record = records.objects.find((one) => one.kind === 'index' && one.name === name)
  const drop = (one: string) => `drop index concurrently if exists ${sqlName(`${schema}.${one}`)}`
  const build = (one: string) => createIndexSql({ ...object, name: one, on: sqlName(on) }, 'concurrently')
  const statements: string[] = []
  if (old) statements.push(drop(old.name))
  if (found?.valid !== true) {
    if (fresh) statements.push(drop(fresh.name))
    if (found) statements.push(drop(name))
    statements.push(build(name))
  } else if (found.canonical !== final.indexes.get(name)) {
    const byHand = record?.hash === object.hash && record.canonical !== found.canonical
    if (byHand && !options.repair) return []
    if (fresh) statements.push(drop(fresh.name))
    const rename = (from: string, to: string) =>
      `alter index ${sqlName(`${schema}.${from}`)} rename to ${quoteIdentifier(to)}`
    statements.push(
      build(`${name}__new`),
      `begin;\n${rename(name, `${name}__old`)};\n${rename(`${name}__new`, name)};\ncommit`,
      drop(`${name}__old`),
    )
  } else if (fresh) statements.push(drop(fresh.name))
  if (statements.length === 0) return []
  const comment = managedComment(object.description, desired.project, desired.version)
  statements.push(`comment on index ${sqlName(`${schema}.${name}`)} is ${quoteLiteral(comment)}`)
  const hazards = [
    {
      kind: 'long build' as const,
      message: `${name} is built on ${on} without blocking it, which can take long`,
    },
  ]
  return [step(planner, { object: name, kind: 'index', phase: 'prepare', statements, hazards })]
}

/** Indexes of ours that the release no longer has. */
export function planIndexDrops(planner: Planner): PlanStep[] {
  const { live, desired, records } = planner
  const wanted = new Set(desired.objects.filter(({ kind }) => kind === 'index').map(({ name }) => name))
  return records.objects
    .filter(({ kind, name }) => kind === 'index' && !wanted.has(name))
    .map(({ name }) => {
      const found = [...live.indexes.values()].find((index) => index.name === name)
      const statements = found
        ? [`drop index concurrently if exists ${sqlName(`${found.schema}.${name}`)}`]
        : []
      return step(planner, { object: name, kind: 'drop', phase: 'finish', statements })
    })
}
