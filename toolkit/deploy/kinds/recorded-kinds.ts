import type { RecordedKindName } from '../../kinds/recorded-kind-names.ts'
import { recordedFunction } from './function/function-kind.ts'
import { recordedKept } from './incremental-view/recorded-kept.ts'
import { recordedIndex } from './index/index-kind.ts'
import { recordedStored } from './materialized-view/stored-drops.ts'
import type { RecordedKind } from './recorded-kind.ts'
import { recordedRollup } from './rollup/rollup-kind.ts'
import { recordedSchedule } from './schedule/recorded-schedule.ts'
import { recordedSchema } from './schema/schema-kind.ts'
import { recordedTable } from './table/table-kind.ts'
import { recordedView } from './view/recorded-view.ts'
import { recordedCopy } from './view-copy/view-copy-kind.ts'

const kinds: { readonly [K in RecordedKindName]: RecordedKind } = {
  schema: recordedSchema,
  table: recordedTable,
  rollup: recordedRollup,
  index: recordedIndex,
  view: recordedView,
  'view copy': recordedCopy,
  storage: recordedStored,
  'incremental storage': recordedKept,
  function: recordedFunction,
  schedule: recordedSchedule,
}

/** The kind of something that was applied. */
export const recordedKind = ({ kind }: { readonly kind: RecordedKindName }): RecordedKind => kinds[kind]
