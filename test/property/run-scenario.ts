import type pg from 'pg'
import {
  applyRelease,
  type DesiredState,
  desiredState,
  destroyProject,
  earlierRelease,
  findDrift,
  obstacles,
  type Plan,
  planRelease,
  SightlineError,
  withDatabase,
} from 'sightline/engine'
import { refreshView } from '../../toolkit/schedules/refresh-view.ts'
import { bundleProcess } from '../kills/support/bundle-process.ts'
import { type Kill, killProcess, never } from '../kills/support/kill-process.ts'
import { catalogue } from '../support/catalogue.ts'
import { cutConnections } from '../support/cut-connections.ts'
import { type HandChange, handChanges } from './by-hand.ts'
import type { ProjectNames } from './project-spec.ts'
import { projectRelease } from './project-version.ts'
import type { Scenario, Step } from './scenario.ts'
import { makeWorld, type World } from './world.ts'

/** What a project of the database is known to be. */
interface Known {
  /** The release whose queries work, where one was applied to its end. */
  applied: DesiredState | undefined
  /** It was broken off, or only expanded, since. */
  isBetween: boolean
  /** Somebody changed by hand what a release made. */
  isChanged: boolean
  /** A view was dropped by hand, and nobody deployed since. */
  isBroken: boolean
}

/** What happened in a run, counted by its title. */
export type Tally = Map<string, number>

/** Runs a scenario on a server whose connection string ends before the database's name. */
export async function runScenario(server: string, scenario: Scenario, tally: Tally): Promise<void> {
  const world = await makeWorld(server, scenario)
  try {
    await new Run(world, scenario, tally).all()
  } finally {
    await world.end()
  }
}

class Run {
  readonly world: World
  readonly scenario: Scenario
  readonly tally: Tally
  readonly known: readonly Known[] = [0, 1].map(() => ({
    applied: undefined,
    isBetween: false,
    isChanged: false,
    isBroken: false,
  }))
  readonly undo: string[] = []

  constructor(world: World, scenario: Scenario, tally: Tally) {
    this.world = world
    this.scenario = scenario
    this.tally = tally
  }

  count(title: string): void {
    this.tally.set(title, (this.tally.get(title) ?? 0) + 1)
  }

  async all(): Promise<void> {
    const before = await this.catalogue()
    for (const [index, step] of this.scenario.steps.entries()) {
      try {
        await this.step(step)
      } catch (error) {
        throw new Error(`Step ${index + 1}, ${JSON.stringify(step)}: ${describe(error)}`, { cause: error })
      }
    }
    for (const statement of this.undo.reverse()) await this.world.admin.query(statement).catch(() => {})
    for (const project of [0, 1])
      await this.deploying((client) => destroyProject(client, this.names(project).project)).catch((error) => {
        throw new Error(`The last destroy of project ${project}: ${describe(error)}`, { cause: error })
      })
    for (const statement of this.undo) await this.world.admin.query(statement).catch(() => {})
    same(await this.catalogue(), before, 'After every project was removed, the database differs from before')
  }

  catalogue = () => catalogue(this.world.admin, this.world.roles)
  deploying = <T>(work: (client: pg.Client) => Promise<T>) => withDatabase(this.world.deployUrl, work)

  names(project: number): ProjectNames {
    const { schemas, relations, columns, functions, titles } = this.scenario
    return {
      project: `project-${project}`,
      schemas: schemas.slice(project, project + 2),
      relations: relations.slice(project * 5, project * 5 + 5),
      columns: columns.slice(4),
      function: functions[project] ?? 'f',
      index: relations[11 + project] ?? 'i',
      title: titles[project] ?? 't',
    }
  }

  state(project: number, version: number): DesiredState {
    const versions = this.scenario.projects[project] ?? []
    const spec = versions[version % versions.length]
    if (!spec) throw new Error('The project has no versions.')
    const { sources, readers } = this.world
    return desiredState(projectRelease(this.names(project), spec, sources, readers[project] ?? 'r'))
  }

  async step(step: Step): Promise<void> {
    if (step.do === 'by hand') return this.byHand(step.change, step.pick)
    if (step.do === 'refresh') return this.refresh(step.project, step.cut)
    if (step.do === 'work') return this.work(step.cut)
    if (step.do === 'destroy') return this.destroy(step.project, step.cut)
    if (step.do === 'roll back') {
      const desired = await this.deploying((client) =>
        earlierRelease(client, this.names(step.project).project),
      ).catch((error: unknown) => {
        if (error instanceof SightlineError) return undefined
        throw error
      })
      return desired && this.apply(step.project, desired, 'at once', step.cut)
    }
    return this.apply(step.project, this.state(step.project, step.version), step.how, step.cut)
  }

  async apply(
    project: number,
    desired: DesiredState,
    how: 'at once' | 'in phases' | 'expand only' | 'repair',
    cut: number | undefined,
  ): Promise<void> {
    const known = this.known[project]
    if (!known) return
    const options = { repair: how === 'repair' }
    const plan = await this.plan(desired, options)
    if (!plan) return
    const { applied: old, isBroken } = known
    const breaksOld =
      isBroken ||
      plan.steps.some(({ hazards }) =>
        hazards.some(({ kind }) => kind !== 'locks readers' && kind !== 'long build'),
      )
    known.isBetween = true
    if (cut !== undefined && (await this.cutOff(cut, (client) => applyRelease(client, desired, options)))) {
      this.count('deploys cut off')
      if (old && !breaksOld && (await this.failing(project, old)).length > 0) {
        const failing = await this.failing(project, desired)
        if (failing.length > 0)
          throw new Error(`Neither the old release works nor the new one: ${failing.join('\n')}`)
      }
      return
    }
    if (how === 'in phases' || how === 'expand only') {
      await this.deploying((client) => applyRelease(client, desired, { ...options, phase: 'expand' }))
      if (old && !breaksOld) await this.expectToWork(project, old, 'The old release, once expanded')
      await this.expectToWork(project, desired, 'The new release, once expanded')
      this.count('expanded')
      if (how === 'expand only') return
    }
    await this.deploying((client) => applyRelease(client, desired, options))
    this.count('deployed')
    const isChanged = known.isChanged && how !== 'repair'
    Object.assign(known, { applied: desired, isBetween: false, isBroken: false, isChanged })
    await this.expectInStep(project)
    await this.expectInStep(1 - project)
  }

  /** The plan; where it stops, apply must refuse as well, and change nothing. */
  async plan(desired: DesiredState, options: { repair: boolean }): Promise<Plan | undefined> {
    const before = await this.catalogue()
    const plan = await this.deploying((client) => planRelease(client, desired, options)).catch(
      (error: unknown) => {
        if (!(error instanceof SightlineError)) throw error
        return error
      },
    )
    same(await this.catalogue(), before, 'A plan changed the database')
    const isRefused = plan instanceof SightlineError
    const reasons = isRefused ? [plan.message] : obstacles(plan).map(({ message }) => message)
    if (reasons.length === 0 && !isRefused) {
      if (plan.failing.length > 0) throw new Error(`Queries fail: ${JSON.stringify(plan.failing)}`)
      return plan
    }
    this.count(`refused: ${(reasons[0] ?? '').split('\n')[0]}`)
    const error = await this.deploying((client) => applyRelease(client, desired, options)).then(
      () => 'nothing',
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof SightlineError))
      throw new Error(`The plan stops, and apply does not: ${describe(error)}\n${reasons.join('\n')}`)
    same(await this.catalogue(), before, `What was refused changed the database (${reasons.join('; ')})`)
    return undefined
  }

  /** Whether the work was cut off; where it ended before, it must have ended well. */
  async cutOff(cut: number, work: (client: pg.Client) => Promise<unknown>): Promise<boolean> {
    const proxy = await cutConnections(this.world.deployUrl, cut, cut % 2 === 0 ? 'before' : 'after')
    const error = await withDatabase(proxy.connectionString, work).then(
      () => undefined,
      (thrown: unknown) => thrown ?? 'nothing',
    )
    const isCut = proxy.isCut()
    proxy.end()
    if (!isCut && error !== undefined) throw error
    if (isCut) await this.untilAlone()
    return isCut
  }

  /** Waits until the server has ended what was cut off. */
  async untilAlone(): Promise<void> {
    for (let tries = 0; tries < 3000; tries++) {
      const { rows } = await this.world.admin.query<{ n: number }>(
        'select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      if (rows[0]?.n === 0) return
    }
    throw new Error('A backend of a deploy that was cut off does not end.')
  }

  async destroy(project: number, cut: number | undefined): Promise<void> {
    const known = this.known[project]
    if (!known) return
    const name = this.names(project).project
    const before = await this.catalogue()
    known.isBetween = true
    try {
      if (cut !== undefined && (await this.cutOff(cut, (client) => destroyProject(client, name)))) {
        this.count('removals cut off')
        known.applied = undefined
        return
      }
      const { kept } = await this.deploying((client) => destroyProject(client, name))
      for (const one of kept) {
        const [kind = '', ...words] = one.object.split(' ')
        this.undo.push(`drop ${kind} if exists "${words.join(' ').replaceAll('"', '""')}"`)
      }
      this.count('removed')
    } catch (error) {
      if (!(error instanceof SightlineError) || !this.undo.some((one) => one.startsWith('drop view')))
        throw error
      same(await this.catalogue(), before, 'A removal that was refused changed the database')
      this.count('removal refused')
      return
    }
    Object.assign(known, { applied: undefined, isBetween: false, isBroken: false, isChanged: false })
    await this.expectInStep(1 - project)
  }

  /** Refreshes what a project stores, which changes rows alone, also where it is broken off. */
  async refresh(project: number, cut: number | undefined): Promise<void> {
    const { applied, isBroken, isBetween } = this.known[project] ?? {}
    if (!applied || isBroken || isBetween) return
    const stored = applied.objects.filter(
      ({ kind }) => kind === 'materialized view' || kind === 'incremental view',
    )
    const refreshAll = async (client: pg.Client) => {
      for (const { name } of stored) await refreshView(client, name)
    }
    const before = await this.catalogue()
    if (cut !== undefined && (await this.cutOff(cut, refreshAll))) this.count('refreshes cut off')
    await this.deploying(refreshAll)
    same(await this.catalogue(), before, 'A refresh changed more than rows')
    if (stored.length > 0) this.count('refreshed')
    await this.expectInStep(project)
  }

  /** Runs a worker until its job is done; one that was killed is followed by another. */
  async work(cut: number | undefined): Promise<void> {
    const url = this.world.deployUrl
    const script = await bundleProcess()
    const running = { script, action: 'worker', role: '' } as const
    const kill: Kill = {
      statement: cut ?? Number.POSITIVE_INFINITY,
      when: (cut ?? 0) % 2 === 0 ? 'before' : 'after',
    }
    const { isKilled } = await killProcess(url, kill, running)
    if (isKilled) await killProcess(url, never, running)
    this.count(isKilled ? 'workers killed' : 'workers')
    await this.untilAlone()
    const { rows } = await this.world.admin.query<{ left: number }>(
      `select (select count(*) from sightline.worker) + (select count(*) from graphile_worker.jobs)
         + (select count(*) from sightline.schedule_run where outcome = 'running') as left`,
    )
    if (rows[0]?.left !== 0) throw new Error('A worker that ended left something to do.')
    for (const project of [0, 1]) await this.expectInStep(project)
  }

  async byHand(title: string, pick: number): Promise<void> {
    const make = handChanges[title]
    const { admin, sources, stranger, readers } = this.world
    const project = pick % 2
    const { schemas, relations } = this.names(project)
    const { rows } = await admin.query<{ schema: string; name: string; kind: string }>(
      `select nspname as schema, relname as name, relkind as kind from pg_class c join pg_namespace n on n.oid = relnamespace
       where nspname = any($1) and relname = any($2) and relkind in ('v', 'r') and not (nspname = $3 and relname = $4)
       order by 1, 2`,
      [schemas, relations, sources[1].schema, sources[1].name],
    )
    const found = await admin.query<{ name: string }>(
      'select nspname as name from pg_namespace where nspname = any($1) order by 1',
      [schemas],
    )
    const change: HandChange | undefined = make?.(
      {
        relations: rows,
        schemas: found.rows.map(({ name }) => name),
        source: sources[pick % 2] ?? sources[0],
        reader: readers[project] ?? '',
        stranger,
      },
      pick >> 1,
    )
    if (!change) return
    try {
      await admin.query(['begin', ...change.statements, 'commit'].join(';'))
    } catch {
      await admin.query('rollback')
      return
    }
    this.count(`by hand: ${title}`)
    this.undo.push(...(change.undo ?? []))
    const known = this.known[project]
    if (!change.drifts || !known) return
    known.isChanged = true
    if (change.statements.some((one) => one.startsWith('drop view'))) known.isBroken = true
  }

  /** A project that was applied to its end is as it was applied, and its readers may read. */
  async expectInStep(project: number): Promise<void> {
    const known = this.known[project]
    if (!known?.applied || known.isBetween || known.isBroken) return
    const { applied, isChanged } = known
    await this.expectToWork(project, applied, `Project ${project}`)
    const plan = await this.deploying((client) => planRelease(client, applied))
    if (plan.steps.length > 0)
      throw new Error(
        `Planning project ${project} again finds: ${JSON.stringify(
          plan.steps.map(({ phase, kind, object, statements }) => ({ phase, kind, object, statements })),
          null,
          1,
        )}`,
      )
    const drift = await this.deploying((client) => findDrift(client, applied.project))
    if (drift.length > 0 && !isChanged)
      throw new Error(`Project ${project} drifts: ${JSON.stringify(drift, null, 1)}`)
  }

  async expectToWork(project: number, desired: DesiredState, what: string): Promise<void> {
    const failing = await this.failing(project, desired)
    if (failing.length > 0) throw new Error(`${what}: ${failing.join('\n')}`)
  }

  /** What the reader of a project may not read, or cannot. */
  async failing(project: number, { queries }: DesiredState): Promise<string[]> {
    const { admin, readers } = this.world
    const errors: string[] = []
    for (const { where, sql } of queries) {
      try {
        await admin.query(
          `begin read only; set local role "${(readers[project] ?? '').replaceAll('"', '""')}"`,
        )
        await admin.query(sql)
      } catch (error) {
        errors.push(`${where}: ${describe(error)}: ${sql}`)
      } finally {
        await admin.query('rollback')
      }
    }
    return errors
  }
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Says which lines are on one side only. */
function same(found: readonly string[], wanted: readonly string[], what: string): void {
  const relevant = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('lock '))
  const [now, then] = [new Set(relevant(found)), new Set(relevant(wanted))]
  const differences = [
    ...[...now].filter((line) => !then.has(line)).map((line) => `+ ${line}`),
    ...[...then].filter((line) => !now.has(line)).map((line) => `- ${line}`),
  ]
  if (differences.length > 0) throw new Error(`${what}:\n${differences.join('\n')}`)
}
