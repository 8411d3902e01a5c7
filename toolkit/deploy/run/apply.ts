import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { toStored } from '../../foundation/stored-format.ts'
import { namingEventTriggers } from '../../postgres/event-trigger-problem.ts'
import { poolingOf } from '../../postgres/pooling.ts'
import { postgresProblem } from '../../postgres/postgres-problem.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { desiredStateFormat } from '../../release/stored/desired-state-format.ts'
import { deployDefaults } from '../plan/deploy-defaults.ts'
import { obstacles, type Plan, planRelease } from '../plan/plan.ts'
import { requireServer } from '../plan/require-server.ts'
import type { ApplyOptions, LockedOptions } from './apply-options.ts'
import { contract } from './contract.ts'
import { type DeployLock, withDeployLock } from './deploy-lock.ts'
import { DeployProgress, stillExpanded } from './deploy-progress.ts'
import { expand } from './expand.ts'

/** What an apply did. */
export interface ApplyResult {
  readonly plan: Plan
  readonly outcome: 'nothing to do' | 'not confirmed' | 'expanded' | 'done'
  readonly releaseId: number | undefined
}

/**
 * Brings a database to a release while people read it. Whenever it is broken off, applying again completes it. A
 * function that finds the release is called when no other deploy can change anything any more.
 *
 * @throws SightlineError where something stands in the way; what was done by then is whole
 * @example await applyRelease(client, desiredState(release), { phase: 'expand' })
 */
export async function applyRelease(
  client: ClientBase,
  desired: DesiredState | (() => Promise<DesiredState>),
  options: ApplyOptions = {},
): Promise<ApplyResult> {
  const { onStep = () => {}, lockWait = deployDefaults.lockWait } = options
  const onWait = (holder: string) => onStep(`Waiting for another deploy: ${holder}`)
  try {
    await requireServer(client)
    const locked = async (lock: DeployLock) => {
      const wanted = typeof desired === 'function' ? await desired() : desired
      return applyLocked(client, wanted, { ...options, lock, isRemoval: false })
    }
    return await namingEventTriggers(client, () => withDeployLock(client, { wait: lockWait, onWait }, locked))
  } catch (error) {
    throw postgresProblem(error)
  }
}

/** An apply within a lock that is already held. */
export async function applyLocked(
  client: ClientBase,
  desired: DesiredState,
  options: LockedOptions,
): Promise<ApplyResult> {
  const { phase = 'all', onStep = () => {}, confirm = async () => true, lock } = options
  await noticeLostConnections(client)
  onStep('Planning')
  const plan = await planRelease(client, desired, options)
  requireApplicable(plan)
  const { current } = plan.records
  if (phase === 'contract' && !plan.isExpanded && plan.planner) throw notExpanded(desired)
  if (current && isInPlace(plan)) {
    if (current.result !== 'done') await finish(client, current.id, 'done')
    return { plan, outcome: 'nothing to do', releaseId: current.id }
  }
  if (phase === 'expand' && plan.isExpanded) return { plan, outcome: 'expanded', releaseId: current?.id }
  if (!(await confirm(plan))) return { plan, outcome: 'not confirmed', releaseId: undefined }
  await client.query(lock.keep())
  const releaseId = plan.isExpanded && current ? current.id : await startRelease(client, plan, options)
  const progress = new DeployProgress(desired.version, { ...options, isExpanded: plan.isExpanded })
  const run = { ...options, progress }
  try {
    if (!plan.isExpanded)
      await progress.during(namingEventTriggers(client, () => expand(client, plan, releaseId, run)))
    if (phase === 'expand') {
      await finish(client, releaseId, 'expanded')
      return { plan, outcome: 'expanded', releaseId }
    }
    const contraction = await progress.during(planContraction(client, desired, options))
    await progress.during(namingEventTriggers(client, () => contract(client, contraction, releaseId, run)))
    await finish(client, releaseId, 'done')
    return { plan, outcome: 'done', releaseId }
  } catch (error) {
    const problem = postgresProblem(error)
    const message = problem instanceof Error ? problem.message.split('\n')[0] : String(problem)
    await finish(client, releaseId, `failed: ${message}`).catch(() => {})
    throw problem
  }
}

/** Whether this very release is in place already, with the same queries failing. */
function isInPlace({ isDone, steps, failing, records: { current }, desired }: Plan): boolean {
  return (
    isDone &&
    steps.length === 0 &&
    current?.version === desired.version &&
    JSON.stringify(failing) === JSON.stringify(current.failing)
  )
}

/** Where we are killed, Postgres ends what we began within seconds, and the lock is free; not every platform can. */
async function noticeLostConnections(client: ClientBase): Promise<void> {
  if (poolingOf(client) !== 'transaction')
    await client.query(`set client_connection_check_interval = '2s'`).catch(() => {})
}

const untouched = ({ isExpanded, desired: { version } }: Plan): string =>
  isExpanded ? `. ${stillExpanded(version)}` : ', and nothing was changed.'

function requireApplicable(plan: Plan, changed = untouched(plan)): void {
  const found = obstacles(plan)
  if (found.length === 0) return
  const isOnlyQueries = found.every(({ kind }) => kind === 'failing query')
  throw new SightlineError({
    code: isOnlyQueries ? 'failing-queries' : 'release-obstructed',
    what: isOnlyQueries
      ? `Postgres refuses ${found.length === 1 ? 'a query' : `${found.length} queries`} of this release${changed}`
      : `Something stands in the way of this release${changed}`,
    value: found.map(({ message }) => message).join('\n         '),
    next: isOnlyQueries
      ? 'Correct them, or go on without them: --allow-failing-queries.'
      : 'Drop or change what is named here, or ask its owner to; sightline never drops what it did not create.',
  })
}

function notExpanded({ version }: DesiredState): SightlineError {
  return new SightlineError({
    code: 'release-not-expanded',
    what: 'This release has not been expanded, so that there is nothing to contract.',
    value: version,
    next: 'Run `sightline apply --phase expand` first, then deploy Grafana, then contract.',
  })
}

async function startRelease(client: ClientBase, plan: Plan, options: ApplyOptions): Promise<number> {
  const { desired, records } = plan
  const reads = plan.planner?.final.queries.reads ?? records.current?.reads ?? []
  const { rows } = await client.query<{ id: number }>(
    `insert into sightline.release (project, version, content_hash, git_revision, who, phase, desired, reads, failing, is_rollback)
     values ($1, $2, $3, coalesce($4, (
       select git_revision from sightline.release
       where project = $1 and version = $2 and git_revision is not null order by id desc limit 1
     )), coalesce($5, current_user), 'started', $6, $7, $8, $9) returning id`,
    [
      desired.project,
      desired.version,
      desired.contentHash,
      options.gitRevision ?? null,
      options.who ?? null,
      JSON.stringify(toStored(desiredStateFormat, desired)),
      JSON.stringify(reads),
      JSON.stringify(plan.failing),
      options.isRollback ?? false,
    ],
  )
  return rows[0]?.id ?? 0
}

async function finish(client: ClientBase, releaseId: number, result: string): Promise<void> {
  await client.query(
    'update sightline.release set finished_at = clock_timestamp(), result = $2 where id = $1',
    [releaseId, result],
  )
}

/** Worked out anew from what is there now: it may be another day, or another machine. */
async function planContraction(
  client: ClientBase,
  desired: DesiredState,
  options: LockedOptions,
): Promise<Plan> {
  options.onStep?.('Planning the contract phase')
  await client.query(options.lock.keep())
  const plan = await planRelease(client, desired, options)
  requireApplicable(plan, '.')
  return plan
}
