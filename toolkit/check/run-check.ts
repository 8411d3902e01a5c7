import { loadSample } from '../local/load-sample.ts'
import { withScratchDatabase } from '../local/scratch-database.ts'
import type { Release } from '../release/release.ts'
import { applyExclusions, requireRule, type Sorted } from './exclusions.ts'
import { filledTables } from './filled-tables.ts'
import type { Finding } from './finding.ts'
import { incrementalFaults } from './incremental/incremental-database.ts'
import { checkGrains, inspectStoredViews } from './inspect-views.ts'
import { readerOnSample } from './reader-on-sample.ts'
import type { CheckContext, Rule } from './rule.ts'
import { incrementalViewDiffers } from './rules/incremental-view-differs.ts'
import { rules } from './rules/index.ts'
import { runQueries } from './run-queries.ts'

export interface CheckOptions {
  readonly projectFolder: string
  /** The only rule to apply; all of them unless given. */
  readonly rule?: string
  /** How much sample data; 1 unless given. */
  readonly scale?: number
  /** Told what is being done. */
  readonly onStep?: (step: string) => void
}

export interface CheckReport extends Sorted {
  readonly rules: number
  readonly queries: number
}

/** Deploys a release on the embedded Postgres with the sample, runs every query it contains and applies the rules. */
export async function runCheck(
  release: Release,
  { projectFolder, rule, scale = 1, onStep }: CheckOptions,
): Promise<CheckReport> {
  if (rule !== undefined) requireRule(rule, rules)
  for (const exclusion of release.project.exclusions) requireRule(exclusion.rule, rules)
  const chosen = rule === undefined ? rules : rules.filter(({ name }) => name === rule)
  const now = new Date()
  const { project } = release
  onStep?.('Starting Postgres')
  const fill = async (client: Parameters<typeof loadSample>[0]) => {
    onStep?.('Loading the sample')
    await loadSample(client, project, { now, scale, seed: 1 })
    onStep?.('Deploying the release')
  }
  const context = await withScratchDatabase(
    release,
    { projectFolder, fill },
    async (client, server): Promise<CheckContext> => {
      onStep?.('Running the queries')
      return {
        release,
        queries: await runQueries(client, release, now, await readerOnSample(client, release)),
        grains: await checkGrains(client, release),
        storedViews: await inspectStoredViews(client, release),
        filled: await filledTables(client, release),
        incrementalFaults: await (chosen.includes(incrementalViewDiffers)
          ? incrementalFaults(server, release, now)
          : []),
        slowQueryBudget: project.slowQueryBudget,
      }
    },
  )
  const sorted = applyExclusions(applyRules(context, chosen), project, chosen)
  return { ...sorted, rules: chosen.length, queries: context.queries.length }
}

/** What the rules find, in the order of the rules. */
export function applyRules(context: CheckContext, chosen: readonly Rule[]): Finding[] {
  return chosen.flatMap((rule) =>
    [...rule.check(context)].map((finding) => ({ rule: rule.name, ...finding })),
  )
}
