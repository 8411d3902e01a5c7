import type { ClientBase } from 'pg'
import { isRelation } from '../../kinds/desired-object.ts'
import { readOnlySnapshot } from '../../postgres/snapshot.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { planSchedules } from '../../schedules/plan-schedules.ts'
import { type LiveState, readLiveState } from '../live/live-state.ts'
import { grantDrift } from '../reader/grant-drift.ts'
import { type ReaderAccess, readReaderAccess } from '../reader/reader-access.ts'
import type { ObjectRecord } from '../records/record.ts'
import { type Records, readRecords, recordedSchedules } from '../records/records.ts'
import type { DriftFinding } from './drift-finding.ts'
import { lineDifference } from './line-difference.ts'
import { managedComment } from './managed-comment.ts'
import { canonicalOf } from './planner.ts'

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
  const objects = inUse.flatMap((record) => objectDrift(record, live))
  const inPlace = records.current?.phase === 'done'
  return [
    ...objects,
    ...(inPlace ? commentDrift(records.current?.desired ?? desired, live) : []),
    ...grantDrift(records.current?.desired ?? desired, records, reader, inPlace),
  ]
}

function objectDrift({ kind, name, canonical }: ObjectRecord, live: LiveState): DriftFinding[] {
  const missing: DriftFinding[] = [{ object: name, kind: 'missing', difference: [`- ${kind} ${name}`] }]
  const changed = (now: string): DriftFinding[] =>
    now === canonical ? [] : [{ object: name, kind: 'changed', difference: lineDifference(canonical, now) }]
  switch (kind) {
    case 'schedule':
      return []
    case 'schema':
      return live.schemas.has(name) ? [] : missing
    case 'table':
      return live.relations.has(name) ? [] : missing
    case 'function': {
      const found = live.functions.filter((one) => one.name === name)
      if (found.length === 0) return missing
      return found.some((one) => one.canonical === canonical) ? [] : changed(found[0]?.canonical ?? '')
    }
    case 'index': {
      const found = live.indexes.get(name)
      if (!found) return missing
      if (!found.valid)
        return [{ object: name, kind: 'invalid index', difference: [`+ ${name} is not valid`] }]
      return changed(found.canonical)
    }
    case 'view':
    case 'view copy':
    case 'storage': {
      const found = live.relations.get(name)
      if (!found) return missing
      const now = canonicalOf(found)
      const [, text = ''] = /^(?:with \(.*\)\n)?([\s\S]*)$/.exec(canonical) ?? []
      if (text === found.canonical && now !== canonical)
        return [{ object: name, kind: 'options', difference: lineDifference(canonical, now) }]
      return changed(now)
    }
  }
}

function commentDrift({ objects, project, version }: DesiredState, live: LiveState): DriftFinding[] {
  return objects.flatMap((object): DriftFinding[] => {
    const { name, description } = object
    const wanted = managedComment(description, project, version)
    const found = (comment: string | null | undefined): DriftFinding[] =>
      comment === undefined || comment === wanted
        ? []
        : [{ object: name, kind: 'comment', difference: lineDifference(wanted, comment ?? '') }]
    if (object.kind === 'function') {
      const all = live.functions.filter((one) => one.name === name)
      return all.some(({ comment }) => comment === wanted) ? [] : found(all[0]?.comment)
    }
    if (object.kind === 'index') return found(live.indexes.get(name)?.comment)
    if (!isRelation(object) && object.kind !== 'table') return []
    const described = 'columnDescriptions' in object ? object.columnDescriptions : {}
    const columns = (live.relations.get(name)?.columns ?? []).flatMap((column): DriftFinding[] => {
      const text = described[column.name]
      if (text === undefined || text === column.comment) return []
      const difference = lineDifference(text, column.comment ?? '')
      return [{ object: `${name}.${column.name}`, kind: 'comment', difference }]
    })
    return [...found(live.relations.get(name)?.comment), ...columns]
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
