import { compileOnce } from '../sql/compile-query.ts'
import type { StoredDefinition } from './has-stored-rows.ts'
import { desiredFollows } from './incremental-view/desired-follow.ts'
import { keptStatements } from './incremental-view/incremental-storage-sql.ts'
import { isIncremental } from './incremental-view/incremental-view-kind.ts'

/** What identifies stored rows: their query and their indexes, and all that keeps them up to date. */
export function storedContent(view: StoredDefinition): string {
  const { name, grain, indexes } = view
  const query = compileOnce(view.query).sql
  if (!isIncremental(view)) return JSON.stringify([query, grain, indexes])
  const follow = desiredFollows(view)
  const refreshes = view.follow.flatMap(({ source }) => (isIncremental(source) ? [source.name] : []))
  const text = { name, storage: name, query, grain, indexes, follow, refreshes }
  return JSON.stringify([keptStatements(text), indexes])
}
