import type { ClientBase } from 'pg'
import { planRelease } from '../deploy/plan/plan.ts'
import type { PlanStep } from '../deploy/plan/plan-step.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { otherAsked } from '../release/other-asked.ts'
import { type AskedRelease, askedRelease } from './asked-release.ts'
import { compareSides } from './compare-sides.ts'
import type { ComparedRelease } from './compared-release.ts'
import type { DiffReport } from './diff-report.ts'
import { readSide, runDeployed, type Side } from './read-side.ts'
import { type DataOptions, runOnData } from './run-on-data.ts'
import { type DiffSample, type SideDatabases, withReader, withSideDatabases } from './side-databases.ts'
import { changedViews } from './view-numbers.ts'

export interface DiffOptions {
  /** The address of a database of a server of ours, on which both sides are deployed. */
  connectionString(database: string): string
  readonly sample: DiffSample
  /** A database on whose rows the numbers are compared, in place of the sample. */
  readonly data?: DataOptions | undefined
  /** Shown the report while both sides are still deployed, with the addresses of their databases. */
  readonly onCompared?: (report: DiffReport, urls: SideDatabases['urls']) => Promise<void>
  /** Told what is being done. */
  readonly onStep?: (step: string) => void
}

/**
 * Compares two releases: both are deployed on an embedded Postgres, and every query of both is run on the same rows at
 * the same moment.
 *
 * @throws SightlineError where one of them cannot be deployed
 * @example const report = await diffReleases(base, head, { connectionString, sample: { project, now, scale: 1, seed: 1 } })
 */
export async function diffReleases(
  base: ComparedRelease,
  head: ComparedRelease,
  { onStep = () => {}, ...options }: DiffOptions,
): Promise<DiffReport> {
  return withSideDatabases({ ...options, base, head, onStep }, async (databases) => {
    const own = options.data ? ofOneDatabase : (one: AskedRelease) => one
    const asked = [own(askedRelease(base)), own(askedRelease(head))] as const
    onStep('Running the queries of both sides')
    const isDeployed = options.data === undefined
    const views = changedViews(base, head)
    const withViews = (one: AskedRelease): AskedRelease => ({
      ...one,
      queries: [...one.queries, ...views.map(({ query }) => query)],
    })
    const [first, second] = [base.grafana ? asked[0] : { ...asked[1], release: base }, asked[1]]
    const run = [withViews(first), withViews(second)] as const
    const results = await runBoth(databases, run, options)
    const [before, after] = await Promise.all([
      readSide(databases.base, asked[0], { results: results[0], isDeployed }),
      readSide(databases.head, asked[1], { results: results[1], isDeployed }),
    ])
    onStep('Comparing')
    const { steps, notes } = databases.isShared
      ? { steps: [], notes: [] }
      : await plannedSteps(databases.base, head, databases.baseReader)
    const unfilled = options.data ? [] : databases.unfilled
    const silent =
      options.data || options.sample.project ? [] : ['Numbers: there is no sample here, and no --data.']
    const report = await compareSides(before, after, {
      steps,
      notes: [...notes, ...silent, ...(options.data ? notAsked(head) : [])],
      unfilled,
      views,
    })
    await options.onCompared?.(report, databases.urls)
    return report
  })
}

async function runBoth(
  { base, head }: SideDatabases,
  asked: readonly [AskedRelease, AskedRelease],
  { data, sample: { now } }: DiffOptions,
): Promise<[Side['results'], Side['results']]> {
  if (data) {
    const [before = new Map(), after = new Map()] = await runOnData(asked, data)
    return [before, after]
  }
  return Promise.all([runDeployed(base, asked[0], now), runDeployed(head, asked[1], now)])
}

/** What a deploy of the head over the base would do; undefined where that cannot be told, and why. */
async function plannedSteps(
  client: ClientBase,
  { desired }: ComparedRelease,
  readerRole: string,
): Promise<{ steps: readonly PlanStep[] | undefined; notes: readonly string[] }> {
  try {
    const { steps } = await planRelease(client, withReader(desired, readerRole))
    return { steps, notes: [] }
  } catch (error) {
    if (!(error instanceof SightlineError)) throw error
    return { steps: undefined, notes: [`What a deploy would do is not known: ${error.problem.what}`] }
  }
}

/** Without what asks other databases, whose rows are not those of `--data`. */
function ofOneDatabase(asked: AskedRelease): AskedRelease {
  const others = asked.release.grafana?.dataSources ?? []
  return { ...asked, queries: asked.queries.filter((query) => !otherAsked(query, others)) }
}

const notAsked = ({ grafana }: ComparedRelease): string[] =>
  (grafana?.dataSources ?? []).map(
    ({ database }) => `Numbers: what reads the database ${database} is not asked, for --data is another.`,
  )
