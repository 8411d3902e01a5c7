import { type DesiredObject, isRelation } from '../../kinds/desired-object.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { quoteLiteral } from '../../sql/identifier.ts'
import type { LiveState } from '../live/live-state.ts'
import { sqlName } from '../shadow/shadow-schemas.ts'
import { type CommentStatement, descriptionIn, managedComment, relationComments } from './managed-comment.ts'
import { commentsOn } from './rebuild-view.ts'

/** The COMMENT statements that bring one object that stays as it is to this release. */
export function commentsOf(
  object: DesiredObject,
  live: LiveState,
  previous: DesiredObject | undefined,
  release: DesiredState,
): CommentStatement[] {
  const { name, description } = object
  const text = managedComment(description, release.project, release.version)
  const comment = (target: string, found: string | null): CommentStatement[] =>
    found === text
      ? []
      : [
          {
            sql: `comment on ${target} is ${quoteLiteral(text)}`,
            isNew: descriptionIn(found) !== description,
          },
        ]
  if (isRelation(object) || object.kind === 'table') {
    const found = live.relations.get(name)
    if (!found) return []
    const columns = found.columns.map((column) => column.name)
    return relationComments(object, found, previous, release).filter(({ sql }) =>
      commentsOn(sql, name, columns),
    )
  }
  if (object.kind === 'index') {
    const found = live.indexes.get(name)
    return found ? comment(`index ${sqlName(`${found.schema}.${name}`)}`, found.comment) : []
  }
  if (object.kind === 'function') {
    return live.functions
      .filter((one) => one.name === name)
      .slice(0, 1)
      .flatMap((one) => comment(`function ${sqlName(name)}(${one.arguments})`, one.comment))
  }
  return []
}
