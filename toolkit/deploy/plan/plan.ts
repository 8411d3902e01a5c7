import type { ClientBase } from 'pg'
import { readDependents } from '../../postgres/dependents.ts'
import { namingEventTriggers } from '../../postgres/event-trigger-problem.ts'
import { beginWith } from '../../postgres/session-settings.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { findAdoptions } from '../kinds/adoption/find-adoptions.ts'
import { planAdoptions, withAdopted } from '../kinds/adoption/plan-adoptions.ts'
import { planDrops } from '../kinds/deployed-kinds.ts'
import { recordedKind } from '../kinds/recorded-kinds.ts'
import type { LiveRelation } from '../live/live-relation.ts'
import { readLiveState } from '../live/read-live-state.ts'
import { readTableRows } from '../live/table-rows.ts'
import { readAccess } from '../reader/access.ts'
import { planGrants, planRevokes } from '../reader/plan-reader.ts'
import { readReaderPlan } from '../reader/reader-plan.ts'
import type { FailingQuery } from '../records/record.ts'
import { type Records, readRecords } from '../records/records.ts'
import { expandShadow } from '../shadow/build-expand-shadow.ts'
import { finalShadow } from '../shadow/build-final-shadow.ts'
import type { ExpandShadow } from '../shadow/expand-shadow.ts'
import { withCatalogPath } from '../shadow/shadow-schemas.ts'
import { withPlace } from './asked-by.ts'
import { changesByHand } from './by-hand.ts'
import { commentContext } from './comment.ts'
import { deployDefaults } from './deploy-defaults.ts'
import { compareWithRecords, readReader } from './drift.ts'
import type { DriftFinding } from './drift-finding.ts'
import { hiddenRows } from './hidden-rows.ts'
import { planContract } from './plan-contract.ts'
import { planExpand } from './plan-expand.ts'
import { planPrepare } from './plan-prepare.ts'
import { type ScheduleStep, scheduleSteps } from './plan-schedules-step.ts'
import { changedDefinitions, type Hazard, type PlanStep } from './plan-step.ts'
import { desiredRelations, type Planner, type PlanOptions, sourceNames } from './planner.ts'
import { requireEncoding } from './require-encoding.ts'
import { requireNames } from './require-names.ts'
import { requireOwnership } from './require-ownership.ts'
import { requirePrivileges } from './require-privileges.ts'
import { requireReader } from './require-reader.ts'
import { requireRoutines } from './require-routines.ts'
import { requireServer } from './require-server.ts'
import { requireSources } from './require-sources.ts'
import { requireUsage } from './require-usage.ts'
import { commentSteps, upkeepOf } from './upkeep.ts'

/** What would be done to a database to bring a release to it. */
export interface Plan {
  readonly desired: DesiredState
  readonly steps: readonly PlanStep[]
  /** Whether the expand phase of this very release is done, so that only contract is left. */
  readonly isExpanded: boolean
  /** Whether this very release is in place to its end. */
  readonly isDone: boolean
  /** COMMENT statements that only name the new version. */
  readonly upkeep: readonly string[]
  /** What was changed by hand, and is left alone unless it is repaired. */
  readonly drift: readonly DriftFinding[]
  /** What is amiss whatever the steps do. */
  readonly warnings: readonly Hazard[]
  /** Queries of the release that Postgres refuses, and why. */
  readonly failing: readonly FailingQuery[]
  /** Where a query is defined; undefined where that is not known. */
  readonly placeOf: (where: string) => string | undefined
  /** Whether it may be applied although they fail. */
  readonly allowsFailing: boolean
  readonly records: Records
  /** What the steps were worked out from; undefined where nothing had to be. */
  readonly planner: Planner | undefined
}

const defaults: Required<PlanOptions> = {
  repair: false,
  allowFailingQueries: false,
  requiresPrivileges: true,
  placeOf: () => undefined,
  lockTimeout: deployDefaults.lockTimeout,
  statementTimeout: deployDefaults.statementTimeout,
}

/**
 * Works out what has to change, without changing anything and without locks that anybody would wait for.
 *
 * @throws SightlineError where the database lacks what the release reads, or Postgres refuses a definition
 * @example const { steps } = await planRelease(client, desiredState(release))
 */
export async function planRelease(
  client: ClientBase,
  desired: DesiredState,
  options: PlanOptions = {},
): Promise<Plan> {
  await requireServer(client)
  await client.query(
    beginWith(
      '',
      "set local lock_timeout = '10s'",
      "set local statement_timeout = '60s'",
      'set local check_function_bodies = off',
      // Many queries of the catalogue that each run once: compiling them takes longer than they do.
      'set local jit = off',
    ),
  )
  try {
    return await namingEventTriggers(client, () => plan(client, desired, { ...defaults, ...options }))
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

/** What keeps a plan from being applied. */
export function obstacles({ steps, warnings, failing, placeOf, allowsFailing }: Plan): Hazard[] {
  const all = [...steps.flatMap(({ hazards }) => hazards), ...warnings]
  const stopping = all.filter(({ kind }) => kind === 'unmanaged dependent' || kind === 'refused')
  const refused = failing.map(({ where, message }): Hazard => {
    return { kind: 'failing query', message: `${withPlace(where, placeOf)} fails: ${message}` }
  })
  if (!allowsFailing) stopping.push(...refused)
  return [...new Map(stopping.map((hazard) => [hazard.message, hazard])).values()]
}

async function plan(
  client: ClientBase,
  desired: DesiredState,
  options: Required<PlanOptions>,
): Promise<Plan> {
  const { rows } = await client.query<{ path: string }>(`select current_setting('search_path') as path`)
  const searchPath = rows[0]?.path ?? ''
  await client.query('set local search_path to pg_catalog')
  await requireEncoding(client, desired)
  const records = await readRecords(client, desired.project)
  const found = await readLiveState(client, desired, records)
  await requireUsage(client, desired, options)
  await requireSources(client, desired, found)
  await requireNames(client, desired, found)
  const reader = await readReader(client, desired, found, records)
  const drift = compareWithRecords(desired, records, found, reader)
  const schedules = await scheduleSteps(client, desired, records)
  const { current } = records
  const isSame = current?.contentHash === desired.contentHash
  const isExpanded = isSame && current.phase === 'expanded'
  const allowsFailing = options.allowFailingQueries
  const urgent = drift.filter(({ kind }) => options.repair || kind === 'missing' || kind === 'invalid index')
  const isDone = isSame && current.phase === 'done' && urgent.length === 0 && isComplete(records, desired)
  const known = {
    desired,
    isExpanded,
    isDone,
    drift,
    records,
    allowsFailing,
    placeOf: options.placeOf,
    failing: [],
  }
  if (isDone && current.failing.length === 0) {
    const upkeep = upkeepOf(found, commentContext(desired, records))
    const warnings = await hiddenRows(client, desired, { user: found.user, reads: current.reads })
    const steps = schedules.map((one) => scheduleStep(options, one))
    return { ...known, drift, upkeep, warnings, steps, planner: undefined }
  }
  const names = [...found.relations.keys()]
  const access = await readAccess(client, names)
  const dependents = await readDependents(client, [...names, ...found.functions.map(({ name }) => name)])
  const casts = await client.query<{ pair: string }>(
    `select castsource::regtype || ' ' || casttarget::regtype as pair from pg_cast`,
  )
  await requireOwnership(client, desired, found)
  const final = await finalShadow(client, desired, found, searchPath)
  await withCatalogPath(client, () => requireRoutines(client, final))
  if (final.queries.forbidden.size > 0) await requireUsage(client, desired, { ...options, ...final.queries })
  const adoptions = await withCatalogPath(client, () => findAdoptions(client, desired, found, final))
  const live = withAdopted(found, adoptions)
  if (options.requiresPrivileges)
    await withCatalogPath(client, () => requirePrivileges(client, desired, final, { reader, ...options }))
  const tableRows = await readTableRows(client, desired.objects, live, final.relations)
  const input = { client, desired, live, records, final, searchPath }
  const expand = isExpanded
    ? undefined
    : await expandShadow({ ...input, casts: new Set(casts.rows.map(({ pair }) => pair)) })
  const readerPlan = await withCatalogPath(client, () =>
    readReaderPlan(client, desired, records, final, expand),
  )
  if (readerPlan.wanted.length > 0) await requireReader(client, desired.readerRole)
  const planner = {
    desired,
    records,
    relations: desiredRelations(desired),
    sources: sourceNames(desired, records),
    live,
    final,
    adoptions,
    expand,
    access,
    dependents,
    reader,
    readerPlan,
    tableRows,
    options,
  }
  const steps = stepsOf(planner, schedules)
  const hidden = await hiddenRows(client, desired, { user: live.user, reads: final.queries.reads })
  const warnings = [...changesByHand(planner), ...hidden]
  const changed = changedDefinitions(steps)
  return {
    ...known,
    drift: options.repair
      ? []
      : drift.filter(({ object, kind }) => kind !== 'missing' && !changed.has(object)),
    failing: [...final.queries.refused].map(([where, message]) => ({ where, message })),
    upkeep: upkeepOf(live, commentContext(desired, records), changed),
    warnings,
    steps,
    planner,
  }
}

/** Everything is recorded as final, and nothing else is. */
const isComplete = ({ objects }: Records, desired: DesiredState): boolean =>
  objects.every((record) => record.state === 'left' || recordedKind(record).isDone(record, desired))

function stepsOf(planner: Planner, schedules: readonly ScheduleStep[]): PlanStep[] {
  const { expand, live } = planner
  const before = expand
    ? [...planAdoptions(planner), ...planPrepare(planner), ...planExpand(planner), ...planGrants(planner)]
    : []
  const state = expand ? predicted(live.relations, expand, before) : live.relations
  const contract = planContract(planner, state)
  const drops = planDrops(planner)
  return [
    ...before,
    ...contract,
    ...drops.filter(({ phase }) => phase !== 'finish'),
    ...commentSteps(planner, [...before, ...contract]),
    ...planRevokes(planner),
    ...schedules.map((one) => scheduleStep(planner.options, one)),
    ...drops.filter(({ phase }) => phase === 'finish'),
  ]
}

function scheduleStep(options: Required<PlanOptions>, parts: ScheduleStep): PlanStep {
  const { lockTimeout, statementTimeout } = options
  return {
    ...parts,
    space: 'job',
    kind: 'schedule',
    phase: 'contract',
    locks: [],
    lockTimeout,
    statementTimeout,
  }
}

/** The relations as they will be after the expand phase; what no step touches stays as it is. */
function predicted(
  live: ReadonlyMap<string, LiveRelation>,
  expand: ExpandShadow,
  steps: readonly PlanStep[],
): Map<string, LiveRelation> {
  const state = new Map(live)
  for (const object of changedDefinitions(steps.filter(({ phase }) => phase !== 'contract'))) {
    const found = expand.relations.get(object)
    if (found) state.set(object, found)
  }
  return state
}
