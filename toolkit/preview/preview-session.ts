import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Backtest } from '../backtest/run-backtest.ts'
import type { Mark } from '../drawing/mark.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { Fill } from '../grafana/model/macros/fill.ts'
import { type TimeRange, timeRange } from '../grafana/model/time/time-range.ts'
import type { LineageGraph } from '../lineage/graph.ts'
import { type QueryResult, runQuery } from '../query/run-query.ts'
import { streamQuery } from '../query/stream-query.ts'
import { expandQuery } from '../release/expand-query.ts'
import { otherAsked } from '../release/other-asked.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'
import { alertInfo } from './alert-info.ts'
import type {
  AlertInfo,
  BacktestInfo,
  DashboardInfo,
  GivenVariables,
  LineageInfo,
  ProjectInfo,
  QueryLine,
  QueryRequest,
  ReportInfo,
  SentFill,
} from './api.ts'
import { backtestInfo } from './backtest-info.ts'
import type { ChoiceKeeper, Choices } from './choice-keeper.ts'
import { type AskVariable, type ChosenVariables, chooseVariables } from './choose-variables.ts'
import type { OtherDatabases } from './other-databases.ts'
import { findTarget, type GivenRange, panelQuery } from './panel-query.ts'
import type { PreviewContent } from './preview-content.ts'
import type { PreviewDatabase } from './preview-database.ts'
import { readMarks } from './read-marks.ts'
import type { AskedReport, ReportQuestions } from './report-pages.ts'

/** The most rows that a panel gets. */
const rowLimit = 10_000

/** What only definitions can answer: a release folder has the release alone. */
export interface DefinitionQuestions {
  /** Who reads what. */
  lineage(): Promise<LineageGraph>
  /** What a rule, by its uid, would have done over a time. */
  backtest(uid: string, range: TimeRange): Promise<Backtest>
  readonly reports: ReportQuestions
}

/** What a session is made from. */
export interface SessionParts {
  readonly database: PreviewDatabase
  /** Those of other data sources; where there are none, the database has the sources of all of them. */
  readonly others?: OtherDatabases | undefined
  readonly content: PreviewContent
  readonly questions?: DefinitionQuestions | undefined
  /** What `now` is in time ranges. */
  readonly clock?: (() => Date) | undefined
  /** Keeps what variables have to choose from. */
  readonly choices: ChoiceKeeper
}

/** What is previewed now, and every question that the page may ask about it. */
export class PreviewSession {
  readonly #database: PreviewDatabase
  readonly #others: OtherDatabases | undefined
  #content: PreviewContent
  #questions: DefinitionQuestions | undefined
  #graph: Promise<LineageGraph> | undefined
  readonly #choices: ChoiceKeeper
  readonly #clock: () => Date
  problem: string | undefined

  constructor({ database, others, content, questions, clock = () => new Date(), choices }: SessionParts) {
    this.#database = database
    this.#others = others
    this.#content = content
    this.#questions = questions
    this.#clock = clock
    this.#choices = choices
  }

  /** Shows another release from now on. */
  update(content: PreviewContent, questions: DefinitionQuestions | undefined): void {
    this.#content = content
    this.#questions = questions
    this.#graph = undefined
    this.problem = undefined
  }

  project(): ProjectInfo {
    const { name, version, dashboards, folders, rules } = this.#content
    const listed = dashboards.map(({ uid = '', title = '', description = '', tags = [] }) => {
      return { uid, title, description, tags, folders: folders.get(uid) ?? [] }
    })
    return {
      name,
      version,
      dashboards: listed,
      alerts: rules.length,
      reports: this.#questions?.reports.count ?? 0,
      problem: this.problem ?? null,
    }
  }

  reports(): Promise<ReportInfo[]> {
    return this.#questions?.reports.list(this.#database) ?? Promise.resolve([])
  }

  /** The report of a user and a period as its mail looks. */
  reportPage(name: string, asked: Omit<AskedReport, 'now'>): Promise<string> {
    if (!this.#questions) throw unknown('report', name)
    return this.#questions.reports.page(this.#database, name, { ...asked, now: this.#clock() })
  }

  dashboard(uid: string): DashboardInfo {
    const json = this.#dashboard(uid)
    const own = [...this.#content.sites].filter(([key]) => key.startsWith(`${uid}/`))
    return { json, sites: Object.fromEntries(own.map(([key, site]) => [key.slice(uid.length + 1), site])) }
  }

  variables(uid: string, given: GivenVariables, range: GivenRange): Promise<ChosenVariables> {
    const ask: AskVariable = (query, states) => this.#askOnce(query, states)
    return chooseVariables(this.#dashboard(uid), given, range, this.#clock(), ask)
  }

  /** Runs one query of a panel, and hands on what comes line by line until nobody listens any more. */
  async query(request: QueryRequest, send: (line: QueryLine) => void, listening: AbortSignal): Promise<void> {
    const dashboard = this.#dashboard(request.dashboard)
    const found = findTarget(dashboard, request.panel, request.refId)
    if (!found) throw unknown('query of a panel', `${request.dashboard}/${request.panel} ${request.refId}`)
    const { states } = await this.variables(request.dashboard, request.variables, request)
    const query = panelQuery(dashboard, found.panel, found.target, request, request.maxDataPoints)
    const now = this.#clock()
    const fail = (error: unknown) => {
      const site = this.#content.sites.get(`${request.dashboard}/${request.panel}`) ?? null
      send({ error: { message: databaseWords(error), site } })
    }
    const database = await this.#databaseOf(query).catch(fail)
    if (!database) return
    const { role, use, cancel } = database
    const as = role === undefined ? {} : { role }
    await use(async (client) => {
      if (listening.aborted) return
      const stop = () => void cancel(client)
      listening.addEventListener('abort', stop)
      try {
        const end = await streamQuery(client, query, {
          now,
          variables: states,
          limit: rowLimit,
          ...as,
          onSent: ({ sql, range, fill }) =>
            send({ sql, from: range.from.getTime(), to: range.to.getTime(), fill: sentFill(fill) }),
          onColumns: (columns) => send({ columns }),
          onRows: (rows) => {
            send({ rows })
            return !listening.aborted
          },
        })
        send({ end })
      } catch (error) {
        fail(error)
      } finally {
        listening.removeEventListener('abort', stop)
      }
    })
  }

  /** The marks of a dashboard's annotations. */
  async marks(uid: string, given: GivenVariables, range: GivenRange): Promise<Mark[]> {
    const { states } = await this.variables(uid, given, range)
    return readMarks(
      this.#dashboard(uid),
      range,
      (query) => this.#ask(query, states),
      (query) => this.#isReached(query),
    )
  }

  alerts(): Promise<AlertInfo[]> {
    const content = this.#content
    return Promise.all(content.rules.map((rule) => alertInfo(content, rule, (query) => this.#ask(query, []))))
  }

  async lineage(): Promise<LineageInfo> {
    this.#graph ??= this.#asked('The lineage').lineage()
    const { nodes, edges, columns, unread } = await this.#graph
    return { nodes: [...nodes.values()], edges, columns: Object.fromEntries(columns), unread }
  }

  /** What a rule would have done over a range. */
  async backtest(uid: string, range: GivenRange): Promise<BacktestInfo> {
    const asked = this.#asked('What a rule would have done')
    return backtestInfo(await asked.backtest(uid, timeRange(range, this.#clock())))
  }

  #asked(what: string): DefinitionQuestions {
    if (this.#questions) return this.#questions
    throw new SightlineError({
      code: 'lineage-not-known',
      what: `${what} is not known of a release folder.`,
      next: 'Preview the project itself.',
    })
  }

  #dashboard(uid: string): DashboardJson {
    const found = this.#content.dashboards.find((dashboard) => dashboard.uid === uid)
    if (found) return found
    throw unknown('dashboard', uid)
  }

  /** Panels of a database that cannot be reached say so; its marks only are not there. */
  #isReached(query: ProjectQuery<QueriedDashboard>): Promise<boolean> {
    return this.#databaseOf(query).then(
      () => true,
      () => false,
    )
  }

  async #databaseOf(query: ProjectQuery<QueriedDashboard>): Promise<PreviewDatabase> {
    const other = this.#others && otherAsked(query, this.#content.dataSources)
    return (other && (await this.#others?.of(other))) ?? this.#database
  }

  async #ask(
    query: ProjectQuery<QueriedDashboard>,
    variables: ChosenVariables['states'],
  ): Promise<QueryResult> {
    const database = await this.#databaseOf(query).catch((error: unknown) => databaseWords(error))
    if (typeof database === 'string') return { ok: false, message: database, sql: query.sql }
    const { role, use } = database
    const as = role === undefined ? {} : { role }
    return use((client) => runQuery(client, query, { now: this.#clock(), variables, ...as }))
  }

  #askOnce(query: ProjectQuery<QueriedDashboard>, variables: ChosenVariables['states']): Promise<Choices> {
    const { sql } = expandQuery(query, { now: this.#clock(), variables })
    return this.#choices.keep(`${this.#content.version} ${query.where} ${sql}`, async () => {
      const result = await this.#ask(query, variables)
      if (!result.ok) return result
      return { ok: true, fields: result.answer.kind === 'frame' ? result.answer.frame.fields : [] }
    })
  }
}

const sentFill = (fill: Fill | undefined): SentFill | null =>
  fill ? { mode: fill.mode, value: fill.value, nanoseconds: String(fill.interval) } : null

/** Moments as milliseconds; what has no form of its own in JSON as text. */
function databaseWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const more = [
    'detail' in error && typeof error.detail === 'string' ? error.detail : '',
    'hint' in error && typeof error.hint === 'string' ? `Hint: ${error.hint}` : '',
  ]
  return [error.message, ...more].filter((part) => part !== '').join('\n')
}

function unknown(what: string, value: string): SightlineError {
  return new SightlineError({
    code: 'not-in-release',
    what: `There is no such ${what} in this release.`,
    value,
    next: 'Reload the page: the release may have changed.',
  })
}
