import { stringify } from 'yaml'
import { allPanels } from '../grafana/all-panels.ts'
import { compareJson } from '../grafana-api/compare-json.ts'
import { ruleQueries } from '../release/rule-queries.ts'
import type { ComparedAlert, ComparedGrafana } from './compared-release.ts'
import type { ThingChange } from './diff-report.ts'
import { facts } from './fact.ts'
import { pairUp } from './pair-up.ts'
import { changedQuery, come, gone, withQuery } from './part-changes.ts'
import { changedLines, type FormatSql } from './sql-lines.ts'
import { alertFacts, type ShownOn } from './words/alert-facts.ts'
import { contactPointFacts } from './words/contact-point-facts.ts'

/** What changes in the alerts and in where they go. */
export function alertChanges(base: ComparedGrafana, head: ComparedGrafana, format: FormatSql): ThingChange[] {
  const alerts = pairUp(
    base.alerts,
    head.alerts,
    ({ rule }) => rule.uid,
    ({ rule }) => rule.title,
  )
  const shownOn = { before: shownOnIn(base), after: shownOnIn(head) }
  const title = ({ rule }: ComparedAlert) => rule.title
  const points = pairUp(base.contactPoints, head.contactPoints, ({ name }) => name)
  return [
    ...gone('alert', alerts.removed.map(title)),
    ...alerts.kept.flatMap(([before, after]): ThingChange[] => {
      const lines = changedQuery(queryOf(before), queryOf(after), format)
      const told = withQuery(alertFacts(before, after, shownOn), lines)
      const change = title(before) === title(after) ? 'changed' : 'renamed'
      return told.length === 0 ? [] : [{ kind: 'alert', name: title(after), change, facts: told, lines }]
    }),
    ...come('alert', alerts.added.map(title)),
    ...gone(
      'contact point',
      points.removed.map(({ name }) => name),
    ),
    ...points.kept.flatMap(([before, after]): ThingChange[] => {
      const told = contactPointFacts(before, after)
      if (told.length === 0) return []
      return [{ kind: 'contact point', name: after.name, change: 'changed', facts: told, lines: [] }]
    }),
    ...come(
      'contact point',
      points.added.map(({ name }) => name),
    ),
    ...templateChanges(base, head),
    ...muteTimingChanges(base, head),
  ]
}

function queryOf({ rule }: ComparedAlert): string | undefined {
  const texts = ruleQueries(rule).map(({ query }) => query.sql)
  return texts.length === 0 ? undefined : texts.join('\n\n')
}

function templateChanges(base: ComparedGrafana, head: ComparedGrafana): ThingChange[] {
  const kind = 'message template'
  const templates = pairUp(base.messageTemplates, head.messageTemplates, ({ name }) => name)
  const nameOf = ({ name }: { readonly name: string }) => name
  return [
    ...gone(kind, templates.removed.map(nameOf)),
    ...templates.kept.flatMap(([before, after]): ThingChange[] => {
      const lines = changedLines(before.text.trim(), after.text.trim())
      if (lines.length === 0) return []
      return [{ kind, name: after.name, change: 'changed', facts: facts('text', ['text changed']), lines }]
    }),
    ...come(kind, templates.added.map(nameOf)),
  ]
}

function muteTimingChanges(base: ComparedGrafana, head: ComparedGrafana): ThingChange[] {
  const kind = 'mute timing'
  const nameOf = ({ name }: { readonly name: string }) => name
  const timings = pairUp(base.muteTimings, head.muteTimings, nameOf)
  return [
    ...gone(kind, timings.removed.map(nameOf)),
    ...timings.kept.flatMap(([before, after]): ThingChange[] => {
      const changed = compareJson({ of: [...after.intervals] }, { of: [...before.intervals] }).length > 0
      if (!changed) return []
      return [
        {
          kind,
          name: after.name,
          change: 'changed',
          facts: facts('delivery', ['intervals changed']),
          lines: changedLines(stringify(before.intervals).trim(), stringify(after.intervals).trim()),
        },
      ]
    }),
    ...come(kind, timings.added.map(nameOf)),
  ]
}

/** Panels are numbered anew whenever one comes or goes; their titles stay. */
function shownOnIn({ dashboards }: ComparedGrafana): ShownOn {
  return ({ rule: { annotations } }) => {
    const { __dashboardUid__: uid, __panelId__: number } = annotations
    if (uid === undefined || number === undefined) return undefined
    const dashboard = dashboards.find((one) => one.uid === uid)
    const panel = [...allPanels(dashboard?.panels ?? [])].find(({ id }) => String(id) === number)
    return `${uid}/${panel?.title ?? number}`
  }
}
