import { type LiveHosts, readHosts, untriggered } from '../../deploy/live/live-host.ts'
import { grantsColumns } from '../../deploy/plan/require-server.ts'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import { isIncrementalObject } from '../../kinds/incremental-view/desired-incremental-view.ts'
import { incrementalParts } from '../../kinds/incremental-view/incremental-parts.ts'
import { isRollup } from '../../kinds/rollup/rollup-kind.ts'
import { desiredState } from '../../release/desired-state.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

/** What Citus and TimescaleDB change, where one of them keeps tables that the release reads or makes. */
export async function examineExtensions({ client, release }: DoctorContext): Promise<DoctorCheck[]> {
  const { sources, objects } = desiredState(release)
  const hosts = await readHosts(
    client,
    [...sources, ...objects].map(({ name }) => name),
  )
  const [citus, timescale] = [hosts.versions.get('citus'), hosts.versions.get('timescaledb')]
  return [
    ...(citus === undefined ? [] : examineCitus(citus, hosts, objects)),
    ...(timescale === undefined ? [] : examineTimescale(timescale, hosts)),
  ]
}

function examineCitus(version: string, hosts: LiveHosts, objects: readonly DesiredObject[]): DoctorCheck[] {
  const { ok, warning, failure } = findingsOf('citus')
  if (!grantsColumns(version))
    return [
      failure(
        `Citus ${version} refuses grants on columns, which is what a reader gets.`,
        'Upgrade the extension to Citus 13.1 or later.',
      ),
    ]
  const without = untriggered({ hosts })
  const kept = [...without]
  const spread = objects.flatMap((one) =>
    isRollup(one) && one.distributeBy !== undefined && !hosts.tables.has(one.name) ? [one.name] : [],
  )
  const whole = objects.flatMap((one) =>
    isIncrementalObject(one) && incrementalParts(one).logs.some(({ source }) => without.has(source))
      ? [one.name]
      : [],
  )
  return [
    ok(
      `Citus ${version} keeps ${list(kept, 'none of the tables')}; it reads them with the rights of the reader, also below views, and takes statements one by one${spread.length > 0 ? `, and the next deploy spreads ${list(spread, '')}` : ''}.`,
    ),
    ...(whole.length === 0
      ? []
      : [
          warning(
            `Tables of Citus have no triggers: each refresh of ${list(whole, '')} works out all of its rows.`,
            'Follow them by a column that says when a row changed, where they have one.',
          ),
        ]),
  ]
}

function examineTimescale(version: string, { tables }: LiveHosts): DoctorCheck[] {
  const { ok } = findingsOf('timescaledb')
  const kept = [...tables].flatMap(([name, { kind }]) => (kind === 'hypertable' ? [name] : []))
  return [
    ok(
      kept.length === 0
        ? `TimescaleDB ${version} keeps none of the tables.`
        : `TimescaleDB ${version} keeps ${list(kept, '')}: indexes on them are built chunk by chunk, and writers of a chunk wait for its part.`,
    ),
  ]
}

function list(names: readonly string[], none: string): string {
  if (names.length === 0) return none
  const more = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return names.slice(0, 3).join(', ') + more
}
