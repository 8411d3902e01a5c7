import type { ClientBase } from 'pg'
import pg from 'pg'
import { beginWith } from '../postgres/session-settings.ts'
import type { Release } from '../release/release.ts'
import { relationName } from '../sql/relation-name.ts'
import {
  type CandidateIndex,
  candidateIndexes,
  createIndex,
  distinctCandidates,
} from './candidate-indexes.ts'
import { hotSpots, nodesOf, type PlanNode, type RunPlan, readPlan } from './plan-node.ts'
import { type TunedQuery, tunedQueries } from './tuned-queries.ts'

/** How long a query takes, and on what. */
export interface TunedResult {
  readonly kind: TunedQuery['kind']
  readonly where: string
  readonly milliseconds: number
  /** The steps that took longest. */
  readonly spentOn: readonly string[]
  readonly error: string | undefined
}

/** What an index did for a query. */
export interface IndexGain {
  readonly where: string
  readonly before: number
  readonly after: number
}

/** An index that was tried. */
export interface TriedIndex extends CandidateIndex {
  readonly statement: string
  readonly bytes: number
  /** The queries that it makes faster by a fifth and a millisecond at least. */
  readonly gains: readonly IndexGain[]
}

export interface TuneReport {
  /** The slowest first. */
  readonly queries: readonly TunedResult[]
  readonly indexes: readonly TriedIndex[]
}

export interface TuneOptions {
  readonly now: Date
  /** Whether indexes may be made in this database, to be taken back at once. */
  readonly isScratch: boolean
  readonly timeout: number
  readonly onStep?: (step: string) => void
}

interface Measured {
  readonly query: TunedQuery
  readonly plan: RunPlan
}

/** Runs everything that a release asks a database, tells on what the time went, and tries indexes where that is allowed. */
export async function runTune(
  client: ClientBase,
  release: Release,
  options: TuneOptions,
): Promise<TuneReport> {
  const { now, isScratch, onStep } = options
  const results: TunedResult[] = []
  const measured: Measured[] = []
  for (const query of await tunedQueries(client, release, now)) {
    onStep?.(`Running ${query.where}`)
    const plan = await measure(client, query.sql, options)
    const { kind, where } = query
    if ('error' in plan) results.push({ kind, where, milliseconds: 0, spentOn: [], error: plan.error })
    else {
      measured.push({ query, plan })
      results.push({
        kind,
        where,
        milliseconds: plan.milliseconds,
        spentOn: hotSpots(plan),
        error: undefined,
      })
    }
  }
  results.sort((a, b) => b.milliseconds - a.milliseconds)
  const wanted = distinctCandidates(
    measured.flatMap(({ plan }) => candidateIndexes(plan.root, release.sources)),
  )
  const indexes: TriedIndex[] = []
  for (const candidate of isScratch ? wanted : []) {
    onStep?.(`Trying an index on ${candidate.table} (${candidate.columns.join(', ')})`)
    indexes.push(await tryIndex(client, candidate, measured, options))
  }
  const gainOf = ({ gains }: TriedIndex) => gains.reduce((sum, { before, after }) => sum + before - after, 0)
  return { queries: results, indexes: indexes.sort((a, b) => gainOf(b) - gainOf(a)) }
}

/** The fastest of three runs, or of one where that takes long; everything is rolled back. */
async function measure(
  client: ClientBase,
  sql: string,
  { timeout }: TuneOptions,
): Promise<RunPlan | { readonly error: string }> {
  try {
    await client.query(beginWith('read only', `set local statement_timeout = ${timeout}`))
    return await fastest(client, sql)
  } catch (error) {
    if (error instanceof pg.DatabaseError) return { error: error.message }
    throw error
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

async function fastest(client: ClientBase, sql: string): Promise<RunPlan> {
  let best = await explain(client, sql)
  for (let run = 0; run < 2 && best.milliseconds < 1000; run++) {
    const again = await explain(client, sql)
    if (again.milliseconds < best.milliseconds) best = again
  }
  return best
}

async function explain(client: ClientBase, sql: string): Promise<RunPlan> {
  const { rows } = await client.query<Record<string, unknown>>(`explain (analyze, format json) ${sql}`)
  return readPlan(rows[0]?.['QUERY PLAN'])
}

/** Makes an index in a transaction, runs the queries of its table again, and takes it back. */
async function tryIndex(
  client: ClientBase,
  candidate: CandidateIndex,
  measured: readonly Measured[],
  { timeout }: TuneOptions,
): Promise<TriedIndex> {
  const name = 'sightline_tried'
  const table = relationName(candidate.table)
  const gains: IndexGain[] = []
  await client.query(beginWith('', `set local statement_timeout = ${timeout}`))
  try {
    await client.query(createIndex(candidate, name))
    await client.query(`analyze ${table.sql}`)
    const { rows } = await client.query<{ bytes: number }>(
      'select pg_relation_size($1::regclass)::int8 as bytes',
      [`${table.schema}.${name}`],
    )
    for (const { query, plan } of measured.filter((one) => reads(one.plan.root, table.name))) {
      const again = await fastest(client, query.sql)
      // What is faster without using the index is so by chance.
      if (!uses(again.root, name)) continue
      const saved = plan.milliseconds - again.milliseconds
      if (saved >= 1 && saved >= plan.milliseconds / 5)
        gains.push({ where: query.where, before: plan.milliseconds, after: again.milliseconds })
    }
    const columns = candidate.columns.join('_')
    const statement = createIndex(candidate, `idx_${table.name}_${columns}`)
    return { ...candidate, statement, bytes: rows[0]?.bytes ?? 0, gains }
  } finally {
    await client.query('rollback')
  }
}

const uses = (root: PlanNode, name: string): boolean => [...nodesOf(root)].some(({ index }) => index === name)

const reads = (root: PlanNode, table: string): boolean =>
  [...nodesOf(root)].some(({ relation }) => relation === table)
