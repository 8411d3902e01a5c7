import * as v from 'valibot'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { readStored } from '../../foundation/stored-format.ts'
import { type RecordedKindName, recordedKindNames } from '../../kinds/recorded-kind-names.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { desiredStateFormat } from '../../release/stored/desired-state-format.ts'
import type { RecordedGrant } from '../reader/reader-grant.ts'

/** A column that a query reads. */
export interface ReadColumn {
  /** The panel, variable, annotation or alert. */
  readonly where: string
  readonly relation: string
  readonly column: string
}

/** A query that Postgres refuses, and why. */
export interface FailingQuery {
  readonly where: string
  readonly message: string
}

/** A row of `sightline.release`. */
export interface ReleaseRecord {
  readonly id: number
  readonly version: string
  readonly contentHash: string
  readonly phase: 'started' | 'expanded' | 'done'
  readonly desired: DesiredState
  readonly reads: readonly ReadColumn[]
  /** The queries that Postgres refused when it was applied. */
  readonly failing: readonly FailingQuery[]
  /** How the deploy ended; null where it was broken off. */
  readonly result: string | null
}

/** A row of `sightline.release_object`. */
export interface ObjectRecord {
  readonly kind: RecordedKindName
  readonly name: string
  readonly hash: string
  /** As Postgres printed it after it was applied; of a schema or a table only whether it was there before. */
  readonly canonical: string
  /** Left is what no release wants any more and only removing the project drops. */
  readonly state: 'prepared' | 'expanded' | 'final' | 'left'
}

const text = v.string()

const release = v.object({
  id: v.number(),
  version: text,
  contentHash: text,
  phase: v.picklist(['started', 'expanded', 'done']),
  desired: v.unknown(),
  reads: v.array(v.object({ where: text, relation: text, column: text })),
  failing: v.array(v.object({ where: text, message: text })),
  result: v.nullable(text),
})

const object = v.object({
  kind: v.picklist(recordedKindNames),
  name: text,
  hash: text,
  canonical: text,
  state: v.picklist(['prepared', 'expanded', 'final', 'left']),
})

const grant = v.object({
  project: text,
  role: text,
  kind: v.picklist(['role', 'setting', 'schema', 'function', 'relation', 'column']),
  schema: text,
  name: text,
  part: text,
  made: v.boolean(),
})

/** A row of `sightline.release`, whatever version wrote it. */
export function releaseRecord(row: unknown): ReleaseRecord {
  const { desired, ...record } = read(release, row, 'sightline.release')
  const place = `sightline.release, id ${record.id}`
  return { ...record, desired: readStored(desiredStateFormat, desired, place) }
}

/** A row of `sightline.release_object`. */
export function objectRecord(row: unknown): ObjectRecord {
  return read(object, row, 'sightline.release_object')
}

/** A row of `sightline.reader_grant`. */
export function grantRecord(row: unknown): RecordedGrant {
  return read(grant, row, 'sightline.reader_grant')
}

function read<T>(schema: v.GenericSchema<unknown, T>, row: unknown, table: string): T {
  const parsed = v.safeParse(schema, row, { abortEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new SightlineError({
    code: 'malformed-record',
    what: `A row of ${table} is not one that sightline wrote.`,
    value: `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`,
    next: 'Look whether somebody changed it by hand; restore it from a backup of the schema sightline.',
  })
}
