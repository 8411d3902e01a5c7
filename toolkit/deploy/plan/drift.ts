import type { ClientBase } from 'pg'
import { readOnlySnapshot } from '../../postgres/snapshot.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { planSchedules } from '../../schedules/plan-schedules.ts'
import { deployedKind } from '../kinds/deployed-kinds.ts'
import { recordedKind } from '../kinds/recorded-kinds.ts'
import { recordedSchedules } from '../kinds/schedule/recorded-schedule.ts'
import type { LiveState } from '../live/live-state.ts'
import { readLiveState } from '../live/read-live-state.ts'
import { grantDrift } from '../reader/grant-drift.ts'
import { type ReaderAccess, readReaderAccess } from '../reader/reader-access.ts'
import { type Records, readRecords } from '../records/records.ts'
import type { DriftFinding } from './drift-finding.ts'
import { lineDifference } from './line-difference.ts'

/**
 * Compares the database with what was released to it.
 *
 * @example const findings = await findDrift(client, 'shop')
 */
export async function findDrift(client: ClientBase, project: string): Promise<DriftFinding[]> {
  return readOnlySnapshot(client, async () => {
    const records = await readRecords(client, project)
    const { current } = records
    if (!current) return []
    const live = await readLiveState(client, current.desired, records)
    const reader = await readReader(client, current.desired, live, records)
    return [
      ...compareWithRecords(current.desired, records, live, reader),
      ...(await scheduleDrift(client, current.desired, records)),
    ]
  })
}

/** What the reader may do of what the live state has. */
export function readReader(
  client: ClientBase,
  { project, readerRole }: DesiredState,
  live: LiveState,
  { grants }: Records,
): Promise<ReaderAccess> {
  const own = grants.filter((grant) => grant.project === project)
  return readReaderAccess(client, readerRole, live.relations.keys(), own)
}

/** What of the live state differs from the records. */
export function compareWithRecords(
  desired: DesiredState,
  records: Records,
  live: LiveState,
  reader: ReaderAccess,
): DriftFinding[] {
  const inUse = records.objects.filter(({ state }) => state !== 'left')
  const objects = inUse.flatMap((record) => recordedKind(record).drift(record, live))
  const inPlace = records.current?.phase === 'done'
  return [
    ...objects,
    ...(inPlace ? commentDrift(records.current?.desired ?? desired, live) : []),
    ...grantDrift(records.current?.desired ?? desired, records, reader, inPlace),
  ]
}

function commentDrift(release: DesiredState, live: LiveState): DriftFinding[] {
  return release.objects.flatMap((object) => {
    const comments = deployedKind(object).comments(object, live, { release, earlier: [release] })
    return comments.map(({ column, text, found }): DriftFinding => {
      const name = column === undefined ? object.name : `${object.name}.${column}`
      return { object: name, kind: 'comment', difference: lineDifference(text ?? '', found ?? '') }
    })
  })
}

/** What pg_cron's jobs would have to become. */
async function scheduleDrift(
  client: ClientBase,
  { schedules }: DesiredState,
  records: Records,
): Promise<DriftFinding[]> {
  const { changes } = await planSchedules(client, schedules, recordedSchedules(records))
  return changes.map(({ kind, name }) => ({
    object: name,
    kind: 'schedule',
    difference: [`${kind === 'create' ? '-' : '+'} pg_cron's job differs: it needs to be ${describe[kind]}`],
  }))
}

const describe = {
  create: 'created',
  change: 'changed',
  pause: 'paused',
  resume: 'resumed',
  remove: 'removed',
} as const
