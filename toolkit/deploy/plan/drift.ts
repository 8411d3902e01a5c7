import type { ClientBase } from 'pg'
import { isRelation } from '../../kinds/desired-object.ts'
import { readOnlySnapshot } from '../../postgres/snapshot.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { planSchedules } from '../../schedules/plan-schedules.ts'
import { type LiveState, readLiveState } from '../live/live-state.ts'
import { byRelation, type ReaderAccess, readReaderAccess } from '../reader/reader-role.ts'
import type { ObjectRecord, ReadColumn } from '../records/record.ts'
import { type Records, readRecords, recordedSchedules } from '../records/records.ts'
import { lineDifference } from './line-difference.ts'
import { managedComment } from './managed-comment.ts'
import { canonicalOf } from './planner.ts'

/** Something in the database that is not as it was released. */
export interface DriftFinding {
  readonly object: string
  readonly kind: 'missing' | 'changed' | 'comment' | 'options' | 'invalid index' | 'grant' | 'schedule'
  /** Lines with `-` were released, lines with `+` are there now. */
  readonly difference: readonly string[]
}

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
    const reader = await readReaderAccess(client, current.desired.readerRole, live.relations.keys())
    return [
      ...compareWithRecords(current.desired, records, live, reader),
      ...(await scheduleDrift(client, current.desired, records)),
    ]
  })
}

/** What of the live state differs from the records. */
export function compareWithRecords(
  desired: DesiredState,
  records: Records,
  live: LiveState,
  reader: ReaderAccess,
): DriftFinding[] {
  const objects = records.objects.flatMap((record) => objectDrift(record, live))
  const inPlace = records.current?.phase === 'done'
  return [
    ...objects,
    ...(inPlace ? commentDrift(records.current?.desired ?? desired, live) : []),
    ...grantDrift(records.current?.desired ?? desired, records.current?.reads ?? [], reader, inPlace),
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

const none: ReadonlySet<string> = new Set()

function grantDrift(
  { readerRole }: DesiredState,
  reads: readonly ReadColumn[],
  reader: ReaderAccess,
  exactly: boolean,
): DriftFinding[] {
  const needed = byRelation(reads)
  const relations = new Set([...needed.keys(), ...reader.columns.keys()])
  return [...relations].flatMap((relation): DriftFinding[] => {
    const [wanted, has] = [needed.get(relation) ?? none, reader.columns.get(relation) ?? none]
    const missing = [...wanted].filter((column) => !has.has(column) && !has.has('*'))
    const excess = exactly ? [...has].filter((column) => !wanted.has(column)) : []
    if (missing.length + excess.length === 0) return []
    const line = (column: string) =>
      `select ${column === '*' ? 'on the whole' : `(${column})`} of ${relation} to ${readerRole}`
    const difference = [...missing.map((c) => `- ${line(c)}`), ...excess.map((c) => `+ ${line(c)}`)]
    return [{ object: relation, kind: 'grant', difference }]
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
