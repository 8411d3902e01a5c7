import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { readStored } from '../../foundation/stored-format.ts'
import { storedVersion } from '../../migrations/migrate.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { desiredStateFormat } from '../../release/stored/desired-state-format.ts'
import type { FailingQuery } from './record.ts'
import { hasRecords } from './records.ts'

/** One deploy, as people ask for it. */
export interface PastRelease {
  readonly id: number
  readonly version: string
  readonly gitRevision: string | null
  readonly who: string
  readonly phase: 'started' | 'expanded' | 'done'
  readonly startedAt: Date
  /** Seconds; null while it runs, or where it was broken off. */
  readonly seconds: number | null
  /** `done`, `expanded` or why it failed; null while it runs, or where it was broken off. */
  readonly result: string | null
  /** The release that it replaced by one from before; null where it was new. */
  readonly backFrom: string | null
  /** Whether it was asked for as the way back. */
  readonly isRollback: boolean
  /** The queries that Postgres refused when it was applied, and why. */
  readonly failing: readonly FailingQuery[]
}

/** The steps that added columns later; what only looks leaves the tables as they are. */
const addedBy = { failing: 7, isRollback: 9 } as const

/** Every deploy of a project, the latest first. */
export async function releaseHistory(client: ClientBase, project: string): Promise<PastRelease[]> {
  if (!(await hasRecords(client))) return []
  const version = await storedVersion(client)
  const failing = version < addedBy.failing ? `'[]'::jsonb` : 'failing'
  const isRollback = version < addedBy.isRollback ? 'false' : 'is_rollback'
  const { rows } = await client.query<Omit<PastRelease, 'backFrom'>>(
    `select id, version, git_revision as "gitRevision", who, phase, started_at as "startedAt",
       extract(epoch from duration)::float8 as seconds, result,
       ${failing} as failing, ${isRollback} as "isRollback"
     from sightline.release where project = $1 order by id desc`,
    [project],
  )
  return rows.map((row, index) => ({ ...row, backFrom: replaced(row, rows.slice(index + 1)) }))
}

/** The version that a release replaced although it was deployed before that one. */
function replaced(
  { version }: Pick<PastRelease, 'version'>,
  earlier: readonly Pick<PastRelease, 'version' | 'phase'>[],
): string | null {
  const before = earlier.find(({ phase }) => phase !== 'started')
  const isBack = earlier.some((one) => one.version === version && one.phase === 'done')
  return before && before.version !== version && isBack ? before.version : null
}

/** The way back that was asked for last, where nothing else was deployed since; also one that was broken off. */
export function lastRollback(history: readonly PastRelease[]): PastRelease | undefined {
  const deployed = history.filter(({ phase }) => phase !== 'started')
  const [current] = deployed
  if (!current) return undefined
  if (current.backFrom !== null && current.result !== 'done') return current
  const since = deployed.findIndex(({ version }) => version !== current.version)
  const same = since < 0 ? deployed : deployed.slice(0, since)
  return same.find(({ isRollback }) => isRollback)
}

/**
 * The stored desired state of an earlier release: that of a version, or of the release before the current one. Where the
 * database has gone back, or is on its way, it is the one that it goes back to: asked again, it is the same way.
 *
 * @throws SightlineError where there is no such release
 */
export async function earlierRelease(
  client: ClientBase,
  project: string,
  version?: string,
): Promise<DesiredState> {
  const all = await releaseHistory(client, project)
  const history = all.filter(({ phase }) => phase !== 'started')
  const [current] = history
  const wanted =
    version === undefined
      ? lastRollback(all)
        ? current
        : history.find((one) => one.version !== current?.version && one.phase === 'done')
      : history.find((one) => one.version === version || one.version.split('+')[1] === version)
  if (!wanted) {
    const known = [...new Set(history.map((one) => one.version))]
    throw new SightlineError({
      code: version === undefined ? 'no-earlier-release' : 'unknown-release',
      what: version === undefined ? 'There is no release before this one.' : 'There is no such release.',
      value: version ?? current?.version ?? project,
      next:
        known.length > 0 ? `Use one of: ${known.slice(0, 5).join(', ')}.` : 'Run `sightline apply` first.',
    })
  }
  const { rows } = await client.query<{ desired: unknown }>(
    'select desired from sightline.release where id = $1',
    [wanted.id],
  )
  const [found] = rows
  if (!found) throw new Error(`The release ${wanted.id} is gone.`)
  return readStored(desiredStateFormat, found.desired, `sightline.release, id ${wanted.id}`)
}
