import type { DesiredIndex } from '../../../kinds/index/desired-index.ts'
import { createIndexSql } from '../../../kinds/index/index-sql.ts'
import { quoteIdentifier, quoteLiteral, splitName } from '../../../sql/identifier.ts'
import { managedComment } from '../../plan/comment.ts'
import { outsideTransaction, type PlannedStatement, type PlanStep } from '../../plan/plan-step.ts'
import { type Planner, step, unwanted } from '../../plan/planner.ts'
import { recordNamed } from '../../records/records.ts'
import { sqlName } from '../../shadow/shadow-schemas.ts'

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
  const record = recordNamed(records, object.kind, name)
  const drop = (one: string) => dropConcurrently(`${schema}.${one}`)
  const build = (one: string) =>
    outsideTransaction(createIndexSql({ ...object, name: one, on: sqlName(on) }, 'concurrently'))
  const statements: (PlannedStatement | string)[] = []
  if (old) statements.push(drop(old.name))
  if (found?.valid !== true) {
    if (fresh) statements.push(drop(fresh.name))
    if (found) statements.push(drop(name))
    statements.push(build(name))
  } else if (found.canonical !== final.indexes.get(name)) {
    const byHand =
      record?.state === 'final' && record.hash === object.hash && record.canonical !== found.canonical
    if (byHand && !options.repair) return []
    if (fresh) statements.push(drop(fresh.name))
    const rename = (from: string, to: string) =>
      `alter index ${sqlName(`${schema}.${from}`)} rename to ${quoteIdentifier(to)}`
    statements.push(
      build(`${name}__new`),
      [rename(name, `${name}__old`), rename(`${name}__new`, name)].join(';\n'),
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
  return unwanted(planner, 'index').map(({ name }) => {
    const names = [name, `${name}__new`, `${name}__old`]
    const found = [...planner.live.indexes.values()].filter((index) => names.includes(index.name))
    const statements = found.map((index) => dropConcurrently(`${index.schema}.${index.name}`))
    return step(planner, { object: name, kind: 'drop', phase: 'finish', statements })
  })
}

const dropConcurrently = (name: string): PlannedStatement =>
  outsideTransaction(`drop index concurrently if exists ${sqlName(name)}`)
