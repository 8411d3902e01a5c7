import type { DesiredRelation } from '../../kinds/desired-object.ts'
import type { DesiredRollup } from '../../kinds/rollup/desired-rollup.ts'
import type { DesiredTable } from '../../kinds/table/desired-table.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import {
  type Comment,
  type CommentContext,
  type CommentTarget,
  earlierRelation,
  objectComment,
} from './comment.ts'

/** The COMMENTs that a relation with these columns lacks; one that somebody gave to an undescribed column is kept. */
export function relationComments(
  object: DesiredRelation | DesiredTable | DesiredRollup,
  live: LiveRelation | undefined,
  columns: readonly string[],
  context: CommentContext,
): Comment[] {
  const { name, description } = object
  const isTable = !('grain' in object)
  const on: CommentTarget = { type: isTable ? 'table' : 'view', name: relationName(name).sql }
  const own = objectComment(on, description, live?.comment ?? null, context)
  const described = isTable ? {} : object.columnDescriptions
  const earlier = earlierRelation(context, name)
  const before = earlier && 'columnDescriptions' in earlier ? earlier.columnDescriptions : {}
  const ofColumns = columns.flatMap((column): Comment[] => {
    const text = described[column] ?? null
    const found = live?.columns.find((one) => one.name === column)?.comment ?? null
    if (found === text || (text === null && found !== before[column])) return []
    return [{ on, column, text, found, isNew: true }]
  })
  return [...own, ...ofColumns]
}

/** The COMMENTs that a relation lacks as it is; nothing where it is not there. */
export function liveRelationComments(
  object: DesiredRelation | DesiredTable | DesiredRollup,
  live: ReadonlyMap<string, LiveRelation>,
  context: CommentContext,
): Comment[] {
  const found = live.get(object.name)
  if (!found) return []
  const columns = found.columns.map(({ name }) => name)
  return relationComments(object, found, columns, context)
}
