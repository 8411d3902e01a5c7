import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Project } from '../define/project.ts'
import { applyRelease } from '../deploy/run/apply.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { isSource } from '../kinds/source/source-kind.ts'
import { createSources } from '../local/create-sources.ts'
import { freezeClock } from '../local/frozen-clock.ts'
import { loadSample } from '../local/load-sample.ts'
import { withClient } from '../postgres/with-client.ts'
import type { DesiredState } from '../release/desired-state.ts'
import type { ComparedRelease } from './compared-release.ts'
import { fillRollups } from './fill-rollups.ts'
import { adaptSources, completeSources } from './side-sources.ts'

/** The sample that both sides are filled with. */
export interface DiffSample {
  /** The project that makes it; the tables stay empty where there is none. */
  readonly project: Project | undefined
  /** The moment at which both sides are asked. */
  readonly now: Date
  readonly scale: number
  readonly seed: number
}

/** A client on each side's database, and what about their rows people should know. */
export interface SideDatabases {
  readonly base: pg.Client
  readonly head: pg.Client
  /** The addresses of the two databases. */
  readonly urls: { readonly base: string; readonly head: string }
  /** Whether both sides want the same objects, and so are one database. */
  readonly isShared: boolean
  /** The role that reads on the base's side. */
  readonly baseReader: string
  /** Columns of the base's sources and roll-ups for which the sample has no rows: `orders.discount`. */
  readonly unfilled: readonly string[]
}

interface SideOptions {
  /** The address of a database of a server of ours. */
  connectionString(database: string): string
  readonly base: ComparedRelease
  readonly head: ComparedRelease
  readonly sample: DiffSample
  readonly onStep: (step: string) => void
}

/**
 * Loads the sample once into a database, copies it where the releases differ, deploys one on each with the clock stopped at the same
 * moment, and removes both afterwards.
 */
export async function withSideDatabases<T>(
  options: SideOptions,
  use: (databases: SideDatabases) => Promise<T>,
): Promise<T> {
  const { connectionString, base, head, sample, onStep } = options
  const id = randomUUID().replaceAll('-', '').slice(0, 16)
  const isShared = wantsSame(base, head)
  const name = `sightline_head_${id}`
  const names = { base: isShared ? name : `sightline_base_${id}`, head: name }
  const roles = { base: `${names.base}_reader`, head: `${names.head}_reader` }
  const admin = (run: (client: pg.Client) => Promise<unknown>) =>
    withClient(connectionString('postgres'), run)
  try {
    await admin((client) => client.query(`create database ${names.head}`))
    onStep('Loading the sample')
    await withClient(connectionString(names.head), (client) => fill(client, options))
    if (!isShared)
      await admin((client) => client.query(`create database ${names.base} template ${names.head}`))
    const unfilled = await withClient(connectionString(names.base), (client) =>
      adaptSources(client, { from: head.desired.sources, to: base.desired.sources }),
    )
    for (const one of new Set(Object.values(names)))
      await withClient(connectionString(one), (client) => freezeClock(client, one, sample.now))
    onStep('Deploying both sides')
    return await withClient(connectionString(names.base), (baseClient) =>
      withClient(connectionString(names.head), async (headClient) => {
        const deployed = isShared ? [] : [deploy(headClient, head, roles.head)]
        await Promise.all([deploy(baseClient, base, roles.base), ...deployed])
        onStep('Counting the events of the sample')
        const counted = await fillRollups(headClient, head, sample)
        const empty = isShared ? counted : await fillRollups(baseClient, base, sample)
        const urls = { base: connectionString(names.base), head: connectionString(names.head) }
        return use({
          base: baseClient,
          head: headClient,
          urls,
          isShared,
          baseReader: roles.base,
          unfilled: [...unfilled, ...empty],
        })
      }),
    )
  } finally {
    await admin(async (client) => {
      for (const one of Object.values(names))
        await client.query(`drop database if exists ${one} with (force)`)
      for (const role of Object.values(roles)) await client.query(`drop role if exists ${role}`)
    })
  }
}

/** Whether two releases create the same objects from the same sources. */
function wantsSame(one: ComparedRelease, other: ComparedRelease): boolean {
  const [a, b] = [one, other].map(({ desired: { objects, sources } }) =>
    JSON.stringify([objects.map(({ where: _, ...object }) => object), sources]),
  )
  return a === b
}

async function fill(client: pg.Client, { base, head, sample }: SideOptions): Promise<void> {
  const { project, now, scale, seed } = sample
  const sources = project?.definitions.filter(isSource) ?? []
  await createSources(client, sources)
  await completeSources(client, head.desired.sources)
  await completeSources(
    client,
    base.desired.sources.filter(({ name }) => !declares(head, name)),
  )
  if (project) await loadSample(client, project, { now, scale, seed })
}

const declares = ({ desired }: ComparedRelease, source: string): boolean =>
  desired.sources.some(({ name }) => name === source)

/** The reader is a role of this side alone, so that both can be deployed on one server. */
async function deploy(client: pg.Client, { desired, label }: ComparedRelease, role: string): Promise<void> {
  try {
    // What fails is a finding of the comparison.
    await applyRelease(client, withReader(desired, role), { allowFailingQueries: true })
  } catch (error) {
    if (!(error instanceof SightlineError)) throw error
    const { what, ...rest } = error.problem
    throw new SightlineError({ ...rest, what: `${label} cannot be deployed: ${what}` }, { cause: error })
  }
}

export const withReader = (desired: DesiredState, readerRole: string): DesiredState => ({
  ...desired,
  readerRole,
})
