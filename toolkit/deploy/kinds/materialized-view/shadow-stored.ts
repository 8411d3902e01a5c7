import type { DesiredObject } from '../../../kinds/desired-object.ts'
import { quoteIdentifier } from '../../../sql/identifier.ts'
import type { LiveState } from '../../live/live-state.ts'
import type { ShadowSchemas } from '../../shadow/shadow-schemas.ts'
import { shadowViews } from '../shadow-views.ts'

/**
 * A storage that is there has the columns that it was filled with: `select *` has more of them since a source gained
 * one, and rows that are stored do not.
 */
export function shadowStored(
  object: Extract<DesiredObject, { readonly storage: string }>,
  shadow: ShadowSchemas,
  { relations }: LiveState,
): string[] {
  const found = relations.get(object.storage)
  if (found === undefined || found.type === 'view') return shadowViews(object, shadow)
  const columns = found.columns.map(({ name }) => quoteIdentifier(name)).join(', ')
  return shadowViews({ ...object, query: `select ${columns} from (\n${object.query}\n) as stored` }, shadow)
}
