import type { DesiredObject } from '../../kinds/desired-object.ts'
import { objectKind } from '../../kinds/object-kinds.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import type { Records } from '../records/records.ts'

/** The COMMENT of an object of ours: what it is, and which release it belongs to. */
export function managedComment(description: string, project: string, version: string): string {
  return `${description}\n\nsightline: ${project} ${version}`
}

/** What a COMMENT is on: its name as SQL has it, with the arguments of a function. */
export interface CommentTarget {
  readonly type: 'table' | 'view' | 'index' | 'function'
  readonly name: string
}

/** What a COMMENT has to become. */
export interface Comment {
  readonly on: CommentTarget
  readonly column: string | undefined
  /** Null where there shall be none. */
  readonly text: string | null
  /** What it is now. */
  readonly found: string | null
  /** Whether it says something new, or only names another release. */
  readonly isNew: boolean
}

/** What comments are worked out by, beside what is there. */
export interface CommentContext {
  readonly release: DesiredState
  /** The releases of which a comment may still speak. */
  readonly earlier: readonly DesiredState[]
}

/** What comments of a release are worked out by. */
export function commentContext(release: DesiredState, { current, deployed }: Records): CommentContext {
  return { release, earlier: [deployed, current].flatMap((record) => record?.desired ?? []) }
}

/** The view or table of that name in the release that is deployed; a schema may have the same. */
export function earlierRelation({ earlier }: CommentContext, name: string): DesiredObject | undefined {
  return earlier[0]?.objects.find(
    (object) => object.name === name && objectKind(object).relations(object).length > 0,
  )
}

/** What the COMMENT of an object has to become; nothing where it is right. */
export function objectComment(
  on: CommentTarget,
  description: string,
  found: string | null,
  { release, earlier }: CommentContext,
): Comment[] {
  const text = managedComment(description, release.project, release.version)
  if (found === text) return []
  const known = earlier.map(({ project, version }) => managedComment(description, project, version))
  // A release that was built without records has its descriptions alone.
  const isNew = ![description, ...known].some((text) => text === found)
  return [{ on, column: undefined, text, found, isNew }]
}

/** COMMENT ON. */
export function commentSql({ on, column, text }: Comment): string {
  const target =
    column === undefined ? `${on.type} ${on.name}` : `column ${on.name}.${quoteIdentifier(column)}`
  return `comment on ${target} is ${text === null ? 'null' : quoteLiteral(text)}`
}
