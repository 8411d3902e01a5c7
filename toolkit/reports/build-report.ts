import type { ClientBase } from 'pg'
import type { Report, ReportSection } from '../define/reports/report.ts'
import type { Section, ValueShown } from '../define/reports/section.ts'
import type { ExportedColumn } from '../exports/exported-column.ts'
import { shortened } from '../exports/shortened.ts'
import { formattedText } from '../grafana/model/format/value-format.ts'
import { valueFormat } from '../grafana/model/format/value-formats.ts'
import { compileQuery } from '../sql/compile-query.ts'
import {
  type Cell,
  type Figure,
  isNumeric,
  type ReportContent,
  type SectionContent,
  type ShownColumn,
} from './report-content.ts'
import type { ReportSubject } from './report-subject.ts'
import { type DashboardOf, dashboardPictures, panelPictures } from './section-pictures.ts'
import { type SectionRows, sectionRows } from './section-rows.ts'
import { shownMoments } from './shown-moments.ts'

/**
 * Works out a report, in a transaction of the caller: a section that Postgres refuses is named in its place, and the
 * others are there.
 */
export async function buildReport(
  client: ClientBase,
  dashboardOf: DashboardOf,
  report: Report,
  subject: ReportSubject,
): Promise<ReportContent> {
  const { user, timeZone, period } = subject
  const sections: SectionContent[] = []
  for (const section of report.sections) {
    await client.query('savepoint section')
    try {
      sections.push(await sectionContent(client, dashboardOf, report, section, subject))
    } catch (error) {
      await client.query('rollback to savepoint section')
      const reason = error instanceof Error ? error.message : String(error)
      sections.push({ kind: 'failed', title: section.title, description: section.description, reason })
    }
  }
  const { name, title, description, schedule } = report
  return { name, title, description, user, timeZone, every: schedule.every, period, sections }
}

async function sectionContent(
  client: ClientBase,
  dashboardOf: DashboardOf,
  report: Report,
  section: ReportSection,
  subject: ReportSubject,
): Promise<SectionContent> {
  const { title, description } = section
  if (section.kind !== 'picture' && section.kind !== 'dashboard')
    return queriedContent(client, report, section, subject)
  const pictures =
    section.kind === 'picture'
      ? await panelPictures(client, section, report.userColumn, subject)
      : await dashboardPictures(client, dashboardOf, section, subject)
  if (pictures.length > 0) return { kind: 'pictures', title, description, pictures }
  return { kind: 'empty', title, description, text: nothing }
}

async function queriedContent(
  client: ClientBase,
  { name, userColumn }: Report,
  section: Section,
  { user, timeZone, period }: ReportSubject,
): Promise<SectionContent> {
  const { title, description, empty } = section
  const asked = { where: `${name}/${title}`, sql: compileQuery(section.query).sql, userColumn, user }
  const now = await sectionRows(client, { ...asked, range: period })
  if (now.rows.length === 0) return { kind: 'empty', title, description, text: empty }
  const [chart] = section.chart
    ? await panelPictures(client, section.chart, userColumn, { user, timeZone, period })
    : []
  if (section.kind === 'rows')
    return { kind: 'rows', title, description, chart, ...tableOf(now, section, timeZone) }
  const before = await sectionRows(client, { ...asked, range: period.before })
  return { kind: 'figures', title, description, chart, figures: figuresOf(now, before, section) }
}

const nothing = 'Nothing in this period.'

function tableOf({ columns, rows }: SectionRows, { shown }: Section, timeZone: string) {
  const wanted = shownColumns(columns, shown)
  const cells = wanted.map(({ index, column, how }) => {
    const texts = rows.map((row) => row[index] ?? null)
    const moments = column.kind === 'timestamp' ? shownMoments(texts, column.type, timeZone) : undefined
    return texts.map((text, row) => {
      const moment = moments?.[row]
      return moment === undefined ? cellOf(text, column, how) : { text, shown: moment }
    })
  })
  return {
    columns: wanted.map(({ column }, place) => ({
      ...column,
      zone: zoneOf(column, cells[place] ?? [], timeZone),
    })),
    rows: rows.map((_, row) => cells.flatMap((ofColumn) => ofColumn[row] ?? [])),
  }
}

/** Days have no zone, and neither has what says none. */
function zoneOf(
  { kind, type }: Pick<ExportedColumn, 'kind' | 'type'>,
  cells: readonly Cell[],
  timeZone: string,
): string | undefined {
  const isOfZone = kind === 'timestamp' && type.endsWith('with time zone')
  return isOfZone && cells.some(({ shown }) => shown.includes(':')) ? timeZone : undefined
}

function figuresOf(now: SectionRows, before: SectionRows, { shown }: Section): Figure[] {
  return shownColumns(now.columns, shown).map(({ index, column, how }) => {
    const [current, earlier] = [now.rows[0]?.[index] ?? null, before.rows[0]?.[index] ?? null]
    const change = changeOf(numberOf(current), numberOf(earlier))
    return {
      ...column,
      now: cellOf(current, column, how),
      before: cellOf(earlier, column, how),
      change,
      mood: moodOf(change, how.better),
    }
  })
}

/** The columns that a section names, in its order. */
function shownColumns(columns: readonly ExportedColumn[], shown: Section['shown']) {
  return Object.entries(shown).flatMap(([name, how = {}]) => {
    const index = columns.findIndex((column) => column.name === name)
    const found = columns[index]
    if (!found) return []
    const label = how.label ?? name.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase())
    const column = { name, label, kind: found.kind, type: found.type, zone: undefined }
    return [{ index, column, how }]
  })
}

function cellOf(text: string | null, column: ShownColumn, { unit, decimals }: ValueShown): Cell {
  if (text === null) return { text, shown: '–' }
  if (!isNumeric(column)) return { text, shown: shortened(text) }
  const number = Number(text)
  if (unit !== undefined) return { text, shown: formattedText(valueFormat(unit)(number, decimals)) }
  const most = decimals ?? (column.kind === 'integer' ? 0 : 2)
  return {
    text,
    shown: number.toLocaleString('en', { minimumFractionDigits: decimals ?? 0, maximumFractionDigits: most }),
  }
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text))

function changeOf(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null
  const change = (now - before) / Math.abs(before)
  return Number.isFinite(change) ? change : null
}

function moodOf(change: number | null, better: ValueShown['better']): Figure['mood'] {
  if (change === null || better === undefined || Math.abs(change) < 0.0005) return 'neither'
  return change > 0 === (better === 'higher') ? 'good' : 'bad'
}
