import type { ClientBase } from 'pg'
import { deployDefaults } from '../deploy/plan/deploy-defaults.ts'
import { type DeployLock, withDeployLock } from '../deploy/run/deploy-lock.ts'
import { lockWithin } from '../deploy/run/lock-relations.ts'
import { ReaderPatience } from '../deploy/run/reader-patience.ts'
import { isPassing, noQuietMoment, runPhase } from '../deploy/run/run-phase.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { postgresProblem } from '../postgres/postgres-problem.ts'
import { relationName } from '../sql/relation-name.ts'
import type { PartitionRequest } from './partition-request.ts'
import { beginPartitioning, readPartitioning } from './partitioning-state.ts'
import {
  type PartitionPlan,
  type PartitionStep,
  planPartitioning,
  requireTable,
} from './plan-partitioning.ts'
import { type Swap, swapStatements } from './swap-statements.ts'
import { planUndo, wayBackStatements } from './undo-partitioning.ts'

export interface PartitioningOptions {
  /** Milliseconds that others may queue behind a step. */
  readonly lockTimeout?: number
  /** Milliseconds to look for a moment without long-running transactions. */
  readonly deadline?: number
  /** Milliseconds to wait for a deploy, or for a run that was killed. */
  readonly lockWait?: number
  onStep?(step: string): void
  /** Shown the plan before anything is done; false leaves everything as it is. */
  confirm?(plan: PartitionPlan): Promise<boolean>
}

export interface PartitioningResult {
  readonly plan: PartitionPlan
  readonly outcome: 'done' | 'nothing to do' | 'not confirmed'
}

/**
 * Makes a plain table with rows a partitioned one while people read and write it; after a kill it goes on where it was.
 *
 * @example await partitionTable(client, { name: 'api_calls', column: 'called_at', every: 'month', keep: 'forever', zone: 'UTC', widenKey: false })
 */
export const partitionTable = (
  client: ClientBase,
  request: PartitionRequest,
  options: PartitioningOptions = {},
): Promise<PartitioningResult> =>
  run(client, options, async (lock) => {
    const plan = await planPartitioning(client, request)
    if (plan.steps.length === 0) return { plan, outcome: 'nothing to do' }
    if (!(await confirmed(plan, options))) return { plan, outcome: 'not confirmed' }
    if (!(await readPartitioning(client, request.name))) await beginPartitioning(client, plan.state)
    const swap = async () => swapStatements(client, plan.state, await requireTable(client, request.name))
    await runSteps(client, plan, { lock, swap, ...options })
    return { plan, outcome: 'done' }
  })

/**
 * Makes a table plain again that was partitioned so, or is on its way.
 *
 * @throws SightlineError where nothing is remembered of it
 */
export const unpartitionTable = (
  client: ClientBase,
  name: string,
  options: PartitioningOptions = {},
): Promise<PartitioningResult> =>
  run(client, options, async (lock) => {
    const plan = await planUndoOf(client, name)
    const { state } = plan
    if (!(await confirmed(plan, options))) return { plan, outcome: 'not confirmed' }
    const swap = async () => wayBackStatements(client, state, await requireTable(client, name))
    await runSteps(client, plan, { lock, swap, ...options })
    return { plan, outcome: 'done' }
  })

/**
 * What making it plain again would do, and changes nothing.
 *
 * @throws SightlineError where nothing is remembered of it
 */
export async function planUndoOf(client: ClientBase, name: string): Promise<PartitionPlan> {
  const state = await readPartitioning(client, name)
  if (state) return planUndo(client, state)
  throw nothingKnown(name)
}

const confirmed = (plan: PartitionPlan, { confirm = async () => true }: PartitioningOptions) => confirm(plan)

const nothingKnown = (name: string): SightlineError =>
  new SightlineError({
    code: 'unknown-name',
    what: 'Nothing is remembered of partitioning this table.',
    value: name,
    next: 'Only what `sightline partition` has begun can be undone by it.',
  })

async function run(
  client: ClientBase,
  { lockWait = deployDefaults.lockWait, onStep = () => {} }: PartitioningOptions,
  work: (lock: DeployLock) => Promise<PartitioningResult>,
): Promise<PartitioningResult> {
  try {
    await client.query(`set client_connection_check_interval = '1s'`).catch(() => {})
    await client.query('set search_path to pg_catalog')
    const onWait = (holder: string) => onStep(`Waiting for ${holder}`)
    return await withDeployLock(client, { wait: lockWait, onWait }, work)
  } catch (error) {
    throw postgresProblem(error)
  }
}

interface Run extends PartitioningOptions {
  readonly lock: DeployLock
  /** What the step that takes the lock of the table consists of, as the table is when it is taken. */
  swap(): Promise<Swap>
}

async function runSteps(client: ClientBase, { state, steps }: PartitionPlan, options: Run): Promise<void> {
  const { lock, swap, onStep = () => {} } = options
  for (const step of steps) {
    if (step.isDone) continue
    onStep(step.step)
    await client.query(lock.keep())
    if (step.waits === 'nobody') {
      await untilFree(client, step, options)
      continue
    }
    const phase = step.isSwap ? await swap() : { before: [], locks: [], locked: step.statements }
    await inMoment(client, state.name, step, phase, options)
  }
  await validateReferences(client, state.name)
}

/** Statements that nobody waits for may still find a lock taken, for as long as others read without a pause. */
async function untilFree(
  client: ClientBase,
  { step, statements }: PartitionStep,
  { deadline = deployDefaults.deadline, onStep = () => {} }: PartitioningOptions,
): Promise<void> {
  const end = performance.now() + deadline
  for (let attempt = 1; ; attempt++) {
    try {
      for (const statement of statements) await client.query(statement)
      return
    } catch (error) {
      if (!isPassing(error)) throw error
      if (performance.now() > end) throw noQuietMoment(step, `${Math.round(deadline / 1000)} s`, true)
      onStep(`${step}: waiting for a quiet moment (${attempt})`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Statements that everybody waits for, again and again until nobody stands in their way. */
async function inMoment(
  client: ClientBase,
  name: string,
  { step }: PartitionStep,
  { before, locks, locked }: Swap,
  options: Run,
): Promise<void> {
  const {
    lock,
    lockTimeout = deployDefaults.lockTimeout,
    deadline = deployDefaults.deadline,
    onStep = () => {},
  } = options
  const isDone = await runPhase(client, {
    name: step,
    lock,
    before,
    locked: (budget) => [...lockWithin(locks, budget), ...locked],
    relations: [name],
    patience: new ReaderPatience(lockTimeout),
    statementTimeout: deployDefaults.statementTimeout,
    attempts: Number.POSITIVE_INFINITY,
    end: performance.now() + deadline,
    onRetry: (attempt) => onStep(`${step}: waiting for a quiet moment (${attempt})`),
  })
  if (!isDone) throw noQuietMoment(step, `${Math.round(deadline / 1000)} s`, false)
}

/** Foreign keys of other tables were added without a look at their rows. */
async function validateReferences(client: ClientBase, name: string): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(
    `select format('alter table %s validate constraint %I', conrelid::regclass, conname) as sql
     from pg_constraint where confrelid = to_regclass($1) and contype = 'f' and not convalidated and conparentid = 0`,
    [relationName(name).sql],
  )
  for (const { sql } of rows) await client.query(sql)
}
