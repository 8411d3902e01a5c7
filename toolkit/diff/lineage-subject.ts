import { objectKind } from '../kinds/object-kinds.ts'
import type { DesiredRollup } from '../kinds/rollup/desired-rollup.ts'
import { isRollup } from '../kinds/rollup/rollup-kind.ts'
import type { LineageSubject } from '../lineage/build-lineage.ts'
import { pictureEdges, pictureNode, plainEdge, wholeEdge } from '../lineage/declared-edges.ts'
import type { LineageEdge, LineageNode } from '../lineage/graph.ts'
import { liveEdges, liveNodes } from '../lineage/live-edges.ts'
import { ruleQueries } from '../release/rule-queries.ts'
import { mentionedNames } from '../sql/mentioned-names.ts'
import type { ComparedQuery, ComparedRelease } from './compared-release.ts'

/** What lineage is asked for, of a release without its code. */
export function lineageSubject(release: ComparedRelease, queries: readonly ComparedQuery[]): LineageSubject {
  return { queries, nodes: nodesOf(release), facades: facadesOf(release), declared: declaredOf(release) }
}

function nodesOf({ desired, grafana, live = [], pictures }: ComparedRelease): LineageNode[] {
  const objects = desired.objects.filter((object) => objectKind(object).isShown)
  return [
    ...desired.sources.map(({ name }) => ({ kind: 'source', name })),
    ...(grafana?.dashboards ?? []).map(({ uid = '' }) => ({ kind: 'dashboard', name: uid })),
    ...(grafana?.contactPoints ?? []).map(({ name }) => ({ kind: 'contact point', name })),
    ...objects.map(({ kind, name }) => ({ kind, name })),
    ...desired.schedules.map(({ name }) => ({ kind: 'schedule', name })),
    ...liveNodes(live),
    ...pictures.map(pictureNode),
  ]
}

function facadesOf({ desired }: ComparedRelease): Map<string, string> {
  return new Map(
    desired.objects
      .flatMap((object) => objectKind(object).relations(object))
      .flatMap(({ name, shownAs }): [string, string][] => (name === shownAs ? [] : [[name, shownAs]])),
  )
}

function declaredOf({ desired, grafana, live, pictures }: ComparedRelease): LineageEdge[] {
  const opaque = desired.objects.filter((object) => objectKind(object).isOpaque)
  const functions = opaque.map(({ name }) => name)
  return [
    ...opaque.flatMap(({ name, dependsOn }) => dependsOn.map((relation) => wholeEdge(name, relation))),
    ...desired.schedules.flatMap(({ name, command }) => {
      const mentioned = mentionedNames(command).functions
      return functions.filter((called) => mentioned.has(called)).map((called) => wholeEdge(name, called))
    }),
    ...(live ? liveEdges(live, desired.objects.filter(isRollup).map(countedEvent)) : []),
    ...(grafana?.alerts ?? []).flatMap(({ rule }) =>
      ruleQueries(rule).map(({ query }) => plainEdge(rule.notification_settings.receiver, query.where)),
    ),
    ...pictures.flatMap(pictureEdges),
  ]
}

/** It stands beside its version. */
const countedEvent = ({ name, event }: DesiredRollup) => ({
  rollup: name,
  event: event.slice(0, event.lastIndexOf(' ')),
})
