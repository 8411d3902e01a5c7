import type {
  AnnotationQuery,
  Dashboard as DashboardJson,
  VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { isPostgresTarget } from '../define/dashboards/query-target.ts'
import type { DashboardChange, ThingChange } from './diff-report.ts'
import { type Fact, facts } from './fact.ts'
import { type DashboardMatch, type DashboardMatches, placedPanels } from './match-dashboards.ts'
import { pairUp } from './pair-up.ts'
import { panelChanges } from './panel-changes.ts'
import { changedQuery, come, gone, withQuery } from './part-changes.ts'
import { count } from './report/line.ts'
import type { FormatSql } from './sql-lines.ts'
import { namedFacts } from './words/named-facts.ts'
import { settingFact, settingFacts, textFacts } from './words/setting-facts.ts'
import { variableFacts, variableQuery } from './words/variable-facts.ts'

/** What changes in the dashboards, in Grafana's words. */
export function dashboardChanges(matches: DashboardMatches, format: FormatSql): DashboardChange[] {
  const whole = (dashboard: DashboardJson, change: 'added' | 'removed'): DashboardChange => {
    const told = facts('content', [count(placedPanels(dashboard).length, 'panel')])
    return { uid: dashboard.uid ?? '', title: dashboard.title ?? '', change, facts: told, parts: [] }
  }
  const kept = matches.kept.map((match) => keptDashboard(match, matches, format))
  return [
    ...matches.removed.map((dashboard) => whole(dashboard, 'removed')),
    ...kept.filter(({ facts: told, parts }) => told.length + parts.length > 0),
    ...matches.added.map((dashboard) => whole(dashboard, 'added')),
  ]
}

function keptDashboard(
  match: DashboardMatch,
  { moved }: DashboardMatches,
  format: FormatSql,
): DashboardChange {
  const { before, after } = match
  const parts = [
    ...panelChanges(match, moved, format),
    ...variableChanges(before.templating.list ?? [], after.templating.list ?? [], format),
    ...annotationChanges(before.annotations.list ?? [], after.annotations.list ?? [], format),
  ]
  const { uid = '', title = '' } = after
  return { uid, title, change: 'changed', facts: dashboardFacts(before, after), parts }
}

/** Everything that is told elsewhere, or that says nothing to people. */
const leftOut = [
  'id',
  'uid',
  'title',
  'description',
  'tags',
  'time',
  'links',
  'panels',
  'templating',
  'annotations',
  'schemaVersion',
  'version',
]

function dashboardFacts(before: DashboardJson, after: DashboardJson): Fact[] {
  const range = ({ time }: DashboardJson) => time && `${time.from} – ${time.to}`
  const [old, now] = [before.tags ?? [], after.tags ?? []]
  return [
    ...facts('title', before.title === after.title ? [] : [settingFact('title', before.title, after.title)]),
    ...facts('setting', before.uid === after.uid ? [] : [settingFact('uid', before.uid, after.uid)]),
    ...facts('description', textFacts('description', before.description, after.description)),
    ...facts(
      'setting',
      range(before) === range(after) ? [] : [settingFact('time range', range(before), range(after))],
    ),
    ...facts(
      'tag',
      old.filter((tag) => !now.includes(tag)).map((tag) => `tag ${tag} removed`),
    ),
    ...facts(
      'tag',
      now.filter((tag) => !old.includes(tag)).map((tag) => `tag ${tag} added`),
    ),
    ...facts('setting', settingFacts(before, after, leftOut)),
    ...facts(
      'link',
      namedFacts(
        before.links ?? [],
        after.links ?? [],
        ({ title }) => `link ${title}`,
        (a, b) => settingFacts(a, b, ['title']),
      ),
    ),
  ]
}

function variableChanges(
  before: readonly VariableModel[],
  after: readonly VariableModel[],
  format: FormatSql,
): ThingChange[] {
  const questionOf = ({ type, query, options }: VariableModel) =>
    JSON.stringify([type, query, options?.map(({ value }) => value)])
  const { kept, removed, added } = pairUp(before, after, ({ name }) => name, questionOf)
  const changed = kept.flatMap(([old, now]): ThingChange[] => {
    const own = variableFacts(old, now)
    const lines = changedQuery(variableQuery(old), variableQuery(now), format)
    if (own.length + lines.length === 0) return []
    const change = old.name === now.name ? 'changed' : 'renamed'
    return [{ kind: 'variable', name: now.name, change, facts: withQuery(own, lines), lines }]
  })
  return [
    ...gone(
      'variable',
      removed.map(({ name }) => name),
    ),
    ...changed,
    ...come(
      'variable',
      added.map(({ name }) => name),
    ),
  ]
}

function annotationChanges(
  before: readonly AnnotationQuery[],
  after: readonly AnnotationQuery[],
  format: FormatSql,
): ThingChange[] {
  const queryOf = ({ target }: AnnotationQuery) =>
    target && isPostgresTarget(target) ? target.rawSql : undefined
  const { kept, removed, added } = pairUp(before, after, ({ name }) => name, queryOf)
  const changed = kept.flatMap(([old, now]): ThingChange[] => {
    const own = facts('setting', settingFacts(old, now, ['target', 'datasource']))
    const lines = changedQuery(queryOf(old), queryOf(now), format)
    if (own.length + lines.length === 0) return []
    const change = old.name === now.name ? 'changed' : 'renamed'
    return [{ kind: 'annotation', name: now.name, change, facts: withQuery(own, lines), lines }]
  })
  return [
    ...gone(
      'annotation',
      removed.map(({ name }) => name),
    ),
    ...changed,
    ...come(
      'annotation',
      added.map(({ name }) => name),
    ),
  ]
}
