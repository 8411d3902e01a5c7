import type { ClientBase } from 'pg'
import { type LiveRelation, readRelations } from '../deploy/live/live-relation.ts'
import { objectKind } from '../kinds/object-kinds.ts'
import { readLineage } from '../lineage/build-lineage.ts'
import type { LineageGraph } from '../lineage/graph.ts'
import { readOnlySnapshot } from '../postgres/snapshot.ts'
import { runEach } from '../query/run-each.ts'
import type { QueryResult } from '../query/run-query.ts'
import type { AskedRelease } from './asked-release.ts'
import type { ComparedQuery, ComparedRelease } from './compared-release.ts'
import { lineageSubject } from './lineage-subject.ts'

/** A release and what Postgres says of it. */
export interface Side {
  readonly release: ComparedRelease
  readonly queries: readonly ComparedQuery[]
  /** Those of the other side's queries, where the own dashboards are not known. */
  readonly results: ReadonlyMap<ComparedQuery, QueryResult>
  /** Why queries fail on the release itself: what a limit stops on somebody's data does not count. */
  readonly failures: ReadonlyMap<ComparedQuery, string>
  readonly lineage: LineageGraph
  /** Views and storages as Postgres prints them. */
  readonly relations: ReadonlyMap<string, LiveRelation>
}

/** Asks a database on which a release is deployed what a comparison needs beside the results of its queries. */
export async function readSide(
  client: ClientBase,
  { release, queries }: AskedRelease,
  { results, isDeployed }: { readonly results: Side['results']; readonly isDeployed: boolean },
): Promise<Side> {
  const lineage = await readLineage(client, lineageSubject(release, queries))
  const relations = await readOnlySnapshot(client, () => readRelations(client, relationsOf(release)))
  const unread = new Map(lineage.unread.map(({ name, reason }) => [name, reason]))
  const failures = new Map<ComparedQuery, string>()
  for (const query of queries) {
    const result = isDeployed ? results.get(query) : undefined
    const reason = result?.ok === false ? result.message : unread.get(query.where)
    if (reason !== undefined && !result?.ok) failures.set(query, reason)
  }
  return { release, queries, results, failures, lineage, relations }
}

/** Runs queries on a database on which a release is deployed. */
export async function runDeployed(
  client: ClientBase,
  { queries, dashboards }: AskedRelease,
  now: Date,
): Promise<Side['results']> {
  const answered = await runEach(queries, dashboards, { client, now })
  return new Map(answered.map(({ query, result }) => [query, result]))
}

/** The views of a release, the storages of materialized ones, and its tables. */
export function relationsOf({ desired }: ComparedRelease): string[] {
  const shown = desired.objects.filter((object) => objectKind(object).isShown)
  return shown.flatMap((object) =>
    objectKind(object)
      .relations(object)
      .map(({ name }) => name),
  )
}
