import type { ClientBase } from 'pg'
import { runBacktest } from '../backtest/run-backtest.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { buildLineage } from '../lineage/build-lineage.ts'
import type { Release } from '../release/release.ts'
import type { DefinitionQuestions } from './preview-session.ts'
import { reportQuestions } from './report-pages.ts'

/** A month of a rule that is evaluated each minute. */
const mostEvaluations = 45_000

/** Answers what only definitions can, on a connection that may look at every table. */
export const previewQuestions = (
  release: Release,
  use: <T>(work: (client: ClientBase) => Promise<T>) => Promise<T>,
): DefinitionQuestions => ({
  reports: reportQuestions(release),
  lineage: () => use((client) => buildLineage(client, release)),
  backtest: (uid, range) => {
    const rule = release.alerts.find((one) => one.uid === uid)
    if (!rule) throw notInRelease(uid)
    return use((client) =>
      runBacktest(client, release, rule, { ...range, timeout: 10_000, most: mostEvaluations }),
    )
  },
})

const notInRelease = (value: string) =>
  new SightlineError({
    code: 'not-in-release',
    what: 'There is no such alert in this release.',
    value,
    next: 'Reload the page: the release may have changed.',
  })
