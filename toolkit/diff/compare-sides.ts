import type { PlanStep } from '../deploy/plan/plan-step.ts'
import { isSourceKind } from '../kinds/source/source-kind.ts'
import { affectedLineage } from './affected-lineage.ts'
import { alertChanges } from './alert-changes.ts'
import { brokenThings } from './broken-things.ts'
import { dashboardChanges } from './dashboard-changes.ts'
import type { BrokenThing, DiffReport, FailingQuery, SqlChange } from './diff-report.ts'
import { changedLive, liveChanges } from './live-changes.ts'
import { matchDashboards } from './match-dashboards.ts'
import { matchQueries } from './match-queries.ts'
import { namingReports } from './naming-reports.ts'
import { numberChanges } from './number-changes.ts'
import { mayHaveOtherRows, type ViewChange } from './numbers/view-difference.ts'
import { pairUp } from './pair-up.ts'
import type { Side } from './read-side.ts'
import type { ReaderFates } from './reader-fates.ts'
import { sqlChanges } from './sql-changes.ts'
import { sqlFormatter } from './sql-lines.ts'
import { verdictOf } from './verdict.ts'
import { type ChangedView, viewNumbers } from './view-numbers.ts'

/** What is known beside the two sides. */
export interface ComparisonFacts {
  /** What a deploy of the head over the base would do; undefined where that is not known. */
  readonly steps: readonly PlanStep[] | undefined
  readonly unfilled: readonly string[]
  /** The views whose rows were asked for. */
  readonly views: readonly ChangedView[]
  readonly notes: readonly string[]
}

const nothing = {
  dashboards: [],
  alerts: [],
  contactPoints: [],
  messageTemplates: [],
  muteTimings: [],
  dataSources: [],
}

/** Compares two sides of which Postgres has said everything. */
export async function compareSides(
  base: Side,
  head: Side,
  { steps, unfilled, notes, views }: ComparisonFacts,
): Promise<DiffReport> {
  const format = await sqlFormatter()
  const grafana = { base: base.release.grafana, head: head.release.grafana }
  const bothKnown = grafana.base !== undefined && grafana.head !== undefined
  const [old, now] = bothKnown ? [grafana.base, grafana.head] : [nothing, nothing]
  const matches = matchDashboards(old ?? nothing, now ?? nothing)
  const queries = { base: base.queries, head: head.queries }
  const pairs = bothKnown
    ? matchQueries(queries, grafana, matches)
    : pairUp(queries.base, queries.head, ({ where }) => where)
  const fates: ReaderFates = { base, head, pairs }
  const sql = sqlChanges(base.release.desired, head.release.desired, { steps, format })
  const broken = brokenThings(fates)
  const live = liveChanges(base.release.live, head.release.live)
  const changed = new Set([
    ...sql.filter(changesMeaning).map(({ name }) => name),
    ...broken.map(relationOf),
    ...changedLive(live),
  ])
  const same = head.queries.filter((query) => base.results.has(query)).map((query) => [query, query] as const)
  const compared = bothKnown ? pairs : { kept: same, removed: [], added: [] }
  const numbers = numberChanges({ base, head, pairs: compared }, { format, changed, unfilled })
  const rewritten = numbers.filter((one) => one.rewritten).map(({ where }) => where)
  const side = ({ release }: Side) => ({ label: release.label, version: release.desired.version })
  const parts = {
    base: side(base),
    head: side(head),
    broken,
    failing: failingQueries(fates, broken),
    numbers,
    views: viewNumbers(base, head, { views, unfilled }).filter(isTold(sql)),
    sql,
    dashboards: namingReports(dashboardChanges(matches, format), [
      ...head.release.pictures,
      ...base.release.pictures,
    ]),
    alerts: alertChanges(old ?? nothing, now ?? nothing, format),
    live,
    affected: affectedLineage(base, head, {
      changed: new Set([...changed, ...rewritten]),
      failing: new Set(failingReaders(broken)),
    }),
    notes: [...notes, ...[base, head].flatMap(unknownGrafana)],
  }
  return { ...parts, verdict: verdictOf(parts) }
}

const unknownGrafana = ({ release }: Side): string[] =>
  release.grafana
    ? []
    : [
        `The dashboards and alerts of ${release.label} are not known: its numbers are those of the other side’s.`,
      ]

/** Whether what is read from an object may be different; of a source only what goes or is retyped counts. */
const changesMeaning = ({ change, kind }: SqlChange): boolean => change !== 'described' && !isSourceKind(kind)

/** Of a view of which only the words changed nobody expects other rows. */
const isTold =
  (sql: readonly SqlChange[]) =>
  (view: ViewChange): boolean =>
    mayHaveOtherRows(view) || !sql.some(({ name, change }) => name === view.name && change === 'described')

const relationOf = ({ name, kind }: BrokenThing): string =>
  kind === 'column' || kind === 'source column' ? name.slice(0, name.lastIndexOf('.')) : name

/** Queries that worked and fail now, and new ones that fail, unless what they read already tells it. */
function failingQueries({ base, head, pairs }: ReaderFates, broken: readonly BrokenThing[]): FailingQuery[] {
  const told = new Set(failingReaders(broken))
  const failedBefore = new Set(
    pairs.kept.filter(([before]) => base.failures.has(before)).map(([, after]) => after),
  )
  return [...head.failures]
    .filter(([query]) => !told.has(query.where) && !failedBefore.has(query))
    .map(([{ kind, where }, message]) => ({ kind, where, message }))
}

function failingReaders(broken: readonly BrokenThing[]): string[] {
  return broken.flatMap(({ readers }) =>
    readers.filter(({ fate }) => fate === 'fails').map(({ name }) => name),
  )
}
