import type { MaterializedView } from '../../define/materialized-view.ts'
import type { ColumnDescriptions, Desired } from '../desired.ts'

export interface DesiredStoredView extends Desired {
  readonly kind: 'materialized view'
  /** The query of the storage. */
  readonly query: string
  readonly grain: readonly string[]
  readonly indexes: MaterializedView['indexes']
  readonly columnDescriptions: ColumnDescriptions
  readonly storage: string
}
