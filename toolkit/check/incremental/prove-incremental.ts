import type { ClientBase } from 'pg'
import type { IncrementalView } from '../../define/incremental-view.ts'
import { Random } from '../../define/sample/random.ts'
import type { Source, Table } from '../../define/source.ts'
import { partNames, refreshCall } from '../../kinds/incremental-view/incremental-parts.ts'
import { isIncremental } from '../../kinds/incremental-view/incremental-view-kind.ts'
import type { Release } from '../../release/release.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DifferingRow, differingRow } from './differing-row.ts'
import { type AllowedChanges, type RandomChange, randomChanges } from './random-changes.ts'
import { readTables } from './read-tables.ts'

/** An incremental view that a change led to other rows than its query. */
export interface IncrementalFault {
  readonly view: IncrementalView
  /** What had been done, in words. */
  readonly after: string
  /** The row that shows it, why the refresh failed, or what is read and not followed. */
  readonly found: DifferingRow | { readonly failure: string } | { readonly unfollowed: string }
}

interface Kept {
  readonly view: IncrementalView
  readonly storage: string
}

/** How much later it is looked again, in hours: a view may depend on the clock. */
const moves = [1, 26, 24 * 7, 24 * 31, 24 * 90]

/**
 * Changes the tables that incremental views read by chance, moves the clock, and compares what a refresh by what
 * changed makes of it with the whole query. The clock of the database stands; its sample is changed.
 */
export async function proveIncremental(
  client: ClientBase,
  { sqlObjects }: Pick<Release, 'sqlObjects'>,
  now: Date,
): Promise<IncrementalFault[]> {
  // Sums of floats depend on the order in which they are added.
  await client.query('set extra_float_digits = -3')
  let views = sqlObjects.flatMap(({ definition, storage }): Kept[] =>
    definition && isIncremental(definition) && storage !== undefined ? [{ view: definition, storage }] : [],
  )
  const faults: IncrementalFault[] = []
  const note = (found: readonly IncrementalFault[]) => {
    faults.push(...found.filter(({ view }) => views.some((one) => one.view === view)))
    views = views.filter(({ view }) => !found.some((fault) => fault.view === view))
  }
  note(await unfollowed(client, views))
  const compare = async (after: string) => note(await faultsOf(client, views, after))
  for (const source of changedTables(views)) {
    const changes = await changesOf(client, source, views)
    await client.query('begin; savepoint unchanged')
    for (const change of changes) await attempt(client, change)
    const suspects = await faultsOf(client, views, `rows of ${source.name} are changed`)
    if (suspects.length > 0) {
      await client.query('rollback to savepoint unchanged')
      for (const change of changes) if (await attempt(client, change)) await compare(change.what)
      note(suspects)
    }
    await client.query('commit')
  }
  for (const hours of moves) {
    const later = new Date(now.getTime() + hours * 3_600_000).toISOString()
    await client.query("select set_config('sightline.now', $1, false)", [later])
    await client.query('begin')
    await compare(`${hours === 1 ? 'an hour passes' : `${hours} hours pass`} without a change`)
    await client.query('commit')
  }
  return faults
}

/** Tables that Postgres reads for a view and that it does not follow: handwritten SQL says only there what it reads. */
async function unfollowed(client: ClientBase, views: readonly Kept[]): Promise<IncrementalFault[]> {
  const faults: IncrementalFault[] = []
  for (const { view, storage } of views) {
    const tables = await readTables(client, partNames(storage).query)
    const read = tables.map((table) => views.find((one) => one.storage === table)?.view.name ?? table)
    const [other] = read.filter((table) => view.follow.every(({ source }) => source.name !== table))
    if (other !== undefined)
      faults.push({ view, after: `rows of ${other} are changed`, found: { unfollowed: other } })
  }
  return faults
}

/** The tables that views follow, each once. */
function changedTables(views: readonly Kept[]): (Source | Table)[] {
  const all = views.flatMap(({ view }) => view.follow.map(({ source }) => source))
  const tables = all.flatMap((source) => ('columns' in source ? [source] : []))
  return [...new Map(tables.map((source) => [source.name, source])).values()]
}

async function changesOf(
  client: ClientBase,
  source: Source | Table,
  views: readonly Kept[],
): Promise<RandomChange[]> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from ${relationName(source.name).sql}`,
  )
  return randomChanges(source, rows[0]?.count ?? 0, new Random(source.name), allowedOf(source, views))
}

/** A column by which changes are found promises that every change sets it. */
function allowedOf(source: Source | Table, views: readonly Kept[]): AllowedChanges {
  const follows = views.flatMap(({ view }) => view.follow.filter((one) => one.source.name === source.name))
  const found = follows.find(({ changedBy }) => changedBy)
  const writtenIn = found?.changedBy?.column
  return { writtenIn, addsOnly: writtenIn !== undefined && found?.columns.includes(writtenIn) === true }
}

/** Whether the database takes a change: a key may be there already, and rows may refer to one that goes. */
async function attempt(client: ClientBase, { sql }: RandomChange): Promise<boolean> {
  await client.query('savepoint change')
  try {
    await client.query(`${sql}; set constraints all immediate; set constraints all deferred`)
    return true
  } catch {
    await client.query('rollback to savepoint change')
    return false
  }
}

async function faultsOf(
  client: ClientBase,
  views: readonly Kept[],
  after: string,
): Promise<IncrementalFault[]> {
  const faults: IncrementalFault[] = []
  for (const { view, storage } of views) {
    await client.query('savepoint refresh')
    try {
      await client.query(`select ${refreshCall(storage)}`)
      const found = await differingRow(client, storage)
      if (found) faults.push({ view, after, found })
    } catch (error) {
      await client.query('rollback to savepoint refresh')
      faults.push({ view, after, found: { failure: error instanceof Error ? error.message : String(error) } })
    }
  }
  return faults
}
