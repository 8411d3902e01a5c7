import type { GivenRow, GivenThing } from '../define/proofs/given-row.ts'
import type { Occurrence } from '../define/realtime/occurrence.ts'
import { type CompleteRow, completeRows } from './complete-rows.ts'
import { countEvents } from './count-events.ts'
import { insertRows } from './insert-rows.ts'
import type { ProofContext } from './proof-context.ts'

/** Puts the rows of a proof in, then counts its events, and tells which rows are there then. */
export async function putIn(
  { client, tables, rollups }: ProofContext,
  things: readonly GivenThing[],
  { now, known }: { readonly now: Date; readonly known: readonly CompleteRow[] },
): Promise<readonly CompleteRow[]> {
  const rows = completeRows(things.filter(isRow), { tables, now, known })
  await insertRows(client, rows)
  await countEvents(client, things.filter(isEvent), { rollups, now })
  return [...known, ...rows]
}

const isEvent = (thing: GivenThing): thing is Occurrence => 'event' in thing
const isRow = (thing: GivenThing): thing is GivenRow => !isEvent(thing)
