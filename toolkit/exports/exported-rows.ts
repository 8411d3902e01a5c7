import type { OtherDataSource } from '../define/data-source.ts'
import type { ExportSet } from '../define/exports/export-set.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { VariableState } from '../grafana/model/variables/variable-state.ts'
import { isView, type ViewDefinition } from '../kinds/is-view.ts'
import { expandQuery } from '../release/expand-query.ts'
import { otherAsked } from '../release/other-asked.ts'
import { place } from '../release/project-index.ts'
import { type ProjectQuery, projectQueries } from '../release/project-query.ts'
import type { Release } from '../release/release.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { quoteIdentifier, quoteLiteral } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import type { AskedUser } from './require-user.ts'

/** The rows that an export writes: one statement, and what a file of them is called. */
export interface ExportedRows {
  readonly name: string
  readonly description: string
  readonly sql: string
  /** Whose rights it is read by: a view need not be shown to the readers. */
  readonly readAs: 'reader' | 'own role'
  /** Whose rows of an export for users they are; undefined where those of everybody. */
  readonly asked: AskedUser | undefined
}

/** Which of the rows are wanted. */
export interface WantedRows {
  /** Only those of this user. */
  readonly user: string | undefined
  /** Only those from this moment on. */
  readonly from: Date | undefined
  /** Only those before this moment. */
  readonly to: Date | undefined
  readonly now: Date
}

/** Gives the values of the variables that a panel's dashboard opens with. */
export type VariablesOf = (panel: ProjectQuery) => Promise<readonly VariableState[]>

/**
 * The rows of an export of the project, of a view, or of a panel as `dashboard/title`.
 *
 * @throws SightlineError where there is none of this name, or it cannot tell whose or of when its rows are
 */
export async function exportedRows(
  release: Release,
  name: string,
  wanted: WantedRows,
  variablesOf: VariablesOf,
): Promise<ExportedRows> {
  const set = release.exports.find((each) => each.name === name)
  if (set) return rowsOfSet(set, wanted)
  const view = viewsOf(release).find((each) => each.name === name)
  if (view) {
    requireUserColumn(view, undefined, wanted)
    requireTimeColumn(view, undefined, wanted)
    const sql = `select * from ${relationName(view.name).sql}`
    return { name, description: view.description, sql, readAs: 'own role', asked: undefined }
  }
  const panel = panelsOf(release).find(({ where }) => where === name)
  if (!panel) throw unknownExport(release, name)
  const other = otherAsked(panel, release.project.dataSources)
  if (other) throw ofOtherDatabase(name, other)
  if (wanted.user !== undefined) throw notForUsers(`the panel ${name}`, wanted.user, {})
  const { sql } = expandQuery(inRange(panel, wanted), {
    now: wanted.now,
    variables: await variablesOf(panel),
  })
  return { name, description: panel.panel?.description ?? '', sql, readAs: 'reader', asked: undefined }
}

/** The same for one user whatever the query of the set does: the filter stands around it. */
function rowsOfSet(set: ExportSet, wanted: WantedRows): ExportedRows {
  const { name, description, query, userColumn, timeColumn } = set
  requireUserColumn(set, userColumn, wanted)
  requireTimeColumn(set, timeColumn, wanted)
  const asked =
    userColumn !== undefined && wanted.user !== undefined
      ? { set, column: userColumn, user: wanted.user }
      : undefined
  const time = (operator: string, moment: Date | undefined) =>
    timeColumn !== undefined && moment
      ? [`${quoteIdentifier(timeColumn)} ${operator} ${quoteLiteral(moment.toISOString())}::timestamptz`]
      : []
  const filters = [
    ...(asked ? [`${quoteIdentifier(asked.column)}::text = ${quoteLiteral(asked.user)}`] : []),
    ...time('>=', wanted.from),
    ...time('<', wanted.to),
  ]
  const all = compileQuery(query).sql
  const sql =
    filters.length === 0 ? all : `select * from (\n${all}\n) as of_set where ${filters.join(' and ')}`
  return { name, description, sql, readAs: 'reader', asked }
}

const viewsOf = ({ sqlObjects }: Release): ViewDefinition[] =>
  sqlObjects.flatMap(({ definition }) => (definition && isView(definition) ? [definition] : []))

const panelsOf = (release: Release): ProjectQuery[] =>
  projectQueries(release).filter(({ kind }) => kind === 'panel')

/** The panel over the time that is wanted, or over that of its dashboard. */
const inRange = (panel: ProjectQuery, { from, to }: WantedRows): ProjectQuery => ({
  ...panel,
  rangeAt: (now) => {
    const own = panel.rangeAt(now)
    return { from: from ?? own.from, to: to ?? own.to }
  },
})

interface Named {
  readonly kind: string
  readonly name: string
}

function requireUserColumn(named: Named, column: string | undefined, { user }: WantedRows): void {
  if (user === undefined || column !== undefined) return
  throw notForUsers(`the ${named.kind} ${named.name}`, user, place(named))
}

const notForUsers = (what: string, user: string, where: { where?: string }) =>
  new SightlineError({
    code: 'export-not-for-users',
    what: `Rows of one user are asked of ${what}, which does not say whose a row is.`,
    value: user,
    ...where,
    next: 'Define an export of it with `userExport`, or leave out --user.',
  })

function requireTimeColumn(named: Named, column: string | undefined, { from, to }: WantedRows): void {
  const moment = from ?? to
  if (!moment || column !== undefined) return
  throw new SightlineError({
    code: 'export-without-time',
    what: `A stretch of time is asked of the ${named.kind} ${named.name}, which does not say when its rows were.`,
    value: moment.toISOString(),
    ...place(named),
    next: 'Give an export of it a `timeColumn`, or leave out --from and --to.',
  })
}

function unknownExport(release: Release, name: string): SightlineError {
  const known = [...release.exports, ...viewsOf(release)].map((each) => each.name)
  const [panel] = panelsOf(release)
  const panels = panel ? `, or a panel such as "${panel.where}"` : ''
  return new SightlineError({
    code: 'unknown-export',
    what: 'The project has no export, no view and no panel of this name.',
    value: name,
    next: `Use one of: ${known.join(', ')}${panels}.`,
  })
}

const ofOtherDatabase = (panel: string, { database }: OtherDataSource): SightlineError =>
  new SightlineError({
    code: 'several-databases',
    what: `The panel ${panel} reads the database ${database}, and exports are of the one that is deployed to.`,
    value: panel,
    next: 'Export it from the panel itself, in Grafana: Inspect, then Data.',
  })
