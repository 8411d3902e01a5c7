import * as v from 'valibot'
import { contentHash } from '../../../foundation/content-hash.ts'
import type { DesiredIncrementalView } from '../../../kinds/incremental-view/desired-incremental-view.ts'
import {
  incrementalParts,
  triggerEvents,
  triggerName,
} from '../../../kinds/incremental-view/incremental-parts.ts'
import { keptFunctions, type Untriggered } from '../../../kinds/incremental-view/incremental-storage-sql.ts'
import type { TriggerName } from '../../live/live-trigger.ts'

/** What is remembered of what keeps rows up to date: enough to see what was changed by hand, and to drop it. */
export interface KeptRecord {
  /** As Postgres prints it. */
  readonly query: string
  /** The tables that belong to the rows. */
  readonly tables: readonly string[]
  /** Hashes of the bodies, by name. */
  readonly functions: Readonly<Record<string, string>>
  readonly triggers: readonly TriggerName[]
}

const keptRecord = v.strictObject({
  query: v.string(),
  tables: v.array(v.string()),
  functions: v.record(v.string(), v.string()),
  triggers: v.array(v.strictObject({ table: v.string(), name: v.string() })),
})

/** What is remembered, as text. */
export function keptRecordText(
  view: DesiredIncrementalView,
  query: string,
  untriggered: Untriggered,
): string {
  const parts = incrementalParts(view)
  const record: KeptRecord = {
    query,
    tables: [parts.rows, parts.state, ...parts.logs.map(({ table }) => table)].map(({ written }) => written),
    functions: Object.fromEntries(
      [...keptFunctions(view)].map(([name, body]) => [name, contentHash(body.trim())]),
    ),
    triggers: parts.logs
      .filter(({ source }) => !untriggered.has(source))
      .flatMap(({ source }) =>
        triggerEvents.map((event) => ({ table: source, name: triggerName(parts, event) })),
      ),
  }
  return JSON.stringify(record)
}

/** What was remembered. */
export const readKeptRecord = (canonical: string): KeptRecord => v.parse(keptRecord, JSON.parse(canonical))

/** How many relations have a log of their changes. */
export const logsOf = ({ tables }: KeptRecord): number => tables.length - 2
