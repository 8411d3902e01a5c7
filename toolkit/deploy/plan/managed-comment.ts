import type { DesiredObject } from '../../kinds/desired-object.ts'
import { quoteIdentifier, quoteLiteral } from '../../sql/identifier.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import { sqlName } from '../shadow/shadow-schemas.ts'

/** The COMMENT of an object of ours: what it is, and which release it belongs to. */
export function managedComment(description: string, project: string, version: string): string {
  return `${description}\n\nsightline: ${project} ${version}`
}

/** The part of a COMMENT that says what an object is. */
export function descriptionIn(comment: string | null): string {
  return (comment ?? '').replace(/\n\nsightline: \S+ \S+$/, '')
}

/** One COMMENT statement, and whether it says something new or only names another release. */
export interface CommentStatement {
  readonly sql: string
  readonly isNew: boolean
}

/** The COMMENT statements that a relation lacks; a comment that somebody gave to an undescribed column is kept. */
export function relationComments(
  object: Extract<DesiredObject, { kind: 'view' | 'materialized view' | 'table' }>,
  live: LiveRelation | undefined,
  previous: DesiredObject | undefined,
  release: { readonly project: string; readonly version: string },
): CommentStatement[] {
  const { name, description } = object
  const type = object.kind === 'table' ? 'table' : 'view'
  const own = managedComment(description, release.project, release.version)
  const statements: CommentStatement[] = []
  if (live?.comment !== own) {
    const isNew = descriptionIn(live?.comment ?? null) !== description
    statements.push({ sql: `comment on ${type} ${sqlName(name)} is ${quoteLiteral(own)}`, isNew })
  }
  const described = 'columnDescriptions' in object ? object.columnDescriptions : {}
  const before = previous && 'columnDescriptions' in previous ? previous.columnDescriptions : {}
  for (const column of new Set([...Object.keys(described), ...Object.keys(before)])) {
    const wanted = described[column] ?? null
    const found = live?.columns.find((candidate) => candidate.name === column)
    if (found ? found.comment === wanted : wanted === null) continue
    if (!found && described[column] === undefined) continue
    if (wanted === null && found?.comment !== before[column]) continue
    const target = `${sqlName(name)}.${quoteIdentifier(column)}`
    const text = wanted === null ? 'null' : quoteLiteral(wanted)
    statements.push({ sql: `comment on column ${target} is ${text}`, isNew: true })
  }
  return statements
}
