import { type CheckedQuery, headline } from 'sightline/engine'
import { formatTable } from './table.ts'
import { colors } from './terminal.ts'

const columns = [
  { title: 'ASKED BY' },
  { title: 'ROWS', align: 'right' },
  { title: 'HEADLINE' },
  { title: 'MS', align: 'right' },
] as const

/** What each query returned, under what asks it: each dashboard, the alerts, the exports, each report, the data checks. */
export function demoText(checked: readonly CheckedQuery[]): string {
  const groups = new Map<string, CheckedQuery[]>()
  for (const one of checked) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one])
  const all = [...groups.values()].flat()
  const [titles = '', line = '', ...rows] = formatTable(columns, all.map(rowOf)).split('\n')
  const parts = [...groups].map(([group, { length }]) =>
    [colors.bold(group), ...rows.splice(0, length)].join('\n'),
  )
  return [`${titles}\n${line}`, ...parts].join('\n\n')
}

function groupOf({ query: { kind, where, dashboard } }: CheckedQuery): string {
  if (dashboard) return dashboard.definition.title
  if (kind === 'report') return `Report ${where.slice(0, where.indexOf('/'))}`
  return groupNames[kind]
}

const groupNames: Readonly<Record<CheckedQuery['query']['kind'], string>> = {
  panel: 'Panels',
  variable: 'Variables',
  annotation: 'Annotations',
  alert: 'Alerts',
  export: 'Exports',
  report: 'Reports',
  'data check': 'Data checks',
}

/** Names are more than headlines, which a page shows whole. */
const longestHeadline = 36

function rowOf({ query, result }: CheckedQuery): string[] {
  const isPart = query.dashboard !== undefined || query.kind === 'report'
  const name = isPart ? query.where.slice(query.where.indexOf('/') + 1) : query.where
  const [rows, said, took] = result.ok
    ? [String(result.rows.length), shortened(headline(query, result)), result.milliseconds.toFixed(1)]
    : ['–', result.message, '–']
  return [`  ${name}`, rows, said, took]
}

const shortened = (text: string): string =>
  text.length > longestHeadline ? `${text.slice(0, longestHeadline - 1)}…` : text
