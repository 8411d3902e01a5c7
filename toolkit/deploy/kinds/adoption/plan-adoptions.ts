import { isRelation, isStored } from '../../../kinds/desired-object.ts'
import { storageStatements } from '../../../kinds/materialized-view/storage-sql.ts'
import { quoteIdentifier, quoteLiteral } from '../../../sql/identifier.ts'
import { relationName } from '../../../sql/relation-name.ts'
import { withOptions } from '../../../sql/with-options.ts'
import type { LiveState } from '../../live/live-state.ts'
import { commentSql } from '../../plan/comment.ts'
import type { Hazard, PlanStep } from '../../plan/plan-step.ts'
import { commentsFor, type Planner, step } from '../../plan/planner.ts'
import { relationComments } from '../../plan/relation-comments.ts'
import { replayAccess } from '../../reader/access.ts'
import type { Adoption } from './adoption.ts'

/** The live state as it is once everything is adopted: what comes after is planned on it. */
export function withAdopted(live: LiveState, adoptions: readonly Adoption[]): LiveState {
  const relations = new Map(live.relations)
  for (const { name, version, found, front, kept } of adoptions) {
    const { canonical, definition, reads } = kept
    const { owner, comment } = found
    const columns = front.columns.map((column) => ({
      ...column,
      comment: found.columns.find((one) => one.name === column.name)?.comment ?? null,
    }))
    relations.set(version, { ...found, name: version, canonical, definition, reads })
    relations.set(name, { ...front, owner, comment, columns, options: frontOptions(found) })
  }
  return { ...live, relations }
}

/** What was made by somebody gets the name of a version, and a view of its old name in front; no row is computed. */
export function planAdoptions(planner: Planner): PlanStep[] {
  return planner.adoptions.map((adoption) => {
    const { name, version, found, isOwn } = adoption
    const stays = found.type === 'view' ? 'query' : 'rows'
    const message = `${name} is there, and no release made it: its ${stays} stay as they are, and it becomes the view of this project, and goes with it when that is removed`
    return step(planner, {
      object: version,
      kind: 'adopt',
      phase: 'prepare',
      statements: statementsFor(planner, adoption),
      hazards: [{ kind: 'takes over', message }, ...(isOwn ? [] : [notOwner(planner, adoption)])],
      locks: [name],
    })
  })
}

function statementsFor(planner: Planner, adoption: Adoption): string[] {
  const { name, version, found, front, query, indexes, readers, isFilled } = adoption
  const { sql } = relationName(name)
  const columns = front.columns.map((column) => column.name)
  const access = planner.access.get(name)
  const object = planner.desired.objects.find((one) => one.name === name)
  const comments =
    object && isRelation(object) ? relationComments(object, undefined, columns, commentsFor(planner)) : []
  const described = new Set(comments.map(({ column }) => column))
  const byHand = found.columns.flatMap(({ name: column, comment }) =>
    comment === null || described.has(column)
      ? []
      : [`comment on column ${sql}.${quoteIdentifier(column)} is ${quoteLiteral(comment)}`],
  )
  return [
    `alter ${found.type} ${sql} rename to ${quoteIdentifier(relationName(version).name)}`,
    ...indexes.map(({ from, to }) => `alter index ${from} rename to ${quoteIdentifier(to)}`),
    ...(object && isStored(object) ? storageStatements(object, version, '').slice(1) : []),
    `create view ${sql}${withOptions(frontOptions(found))} as\n${query}`,
    ...(access ? replayAccess(access, columns, planner.live.user) : []),
    ...comments.map(commentSql),
    ...byHand,
    ...readers.map(
      (reader) =>
        `create or replace view ${relationName(reader.name).sql}${withOptions(reader.options)} as\n${reader.definition}`,
    ),
    ...(isFilled ? [] : [`refresh materialized view ${relationName(version).sql}`]),
  ]
}

/** Those of a materialized view are about how its rows are kept. */
const frontOptions = ({ type, options }: Adoption['found']): readonly string[] =>
  type === 'view' ? options : []

function notOwner({ live }: Planner, { name, found }: Adoption): Hazard {
  const grant = `grant ${quoteIdentifier(found.owner)} to ${quoteIdentifier(live.user)}`
  return {
    kind: 'refused',
    message: `only the owner of ${name}, ${found.owner}, may adopt it; run: ${grant}`,
  }
}
