import { quoteIdentifier } from '../../sql/identifier.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

/** A server that streams from this one; everything but its presence is null where the role may not see it. */
interface Replica {
  readonly name: string | null
  readonly state: string | null
  /** What it was behind when it last had something to do. */
  readonly seconds: number | null
  readonly megabytes: number | null
}

/** From here on people see that numbers are old. */
const late = { seconds: 60, megabytes: 64 } as const

/** That a replica answers the panels which shall read from one, and how far it is behind. */
export async function examineReplicas({ client, release, role }: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, warning } = findingsOf('replicas')
  if (release.project.dataSource.readFrom !== 'replica') return []
  const { rows } = await client.query<Replica>(
    `select coalesce(host(r.client_addr), r.application_name) as name, r.state,
       extract(epoch from r.replay_lag)::float8 as seconds,
       (pg_wal_lsn_diff(pg_current_wal_lsn(), r.replay_lsn) / 1048576)::float8 as megabytes
     from pg_stat_replication r
     where not pg_is_in_recovery() and r.state is distinct from 'backup'
       and not exists (select from pg_replication_slots s where s.active_pid = r.pid and s.slot_type = 'logical')
     order by 1`,
  )
  if (rows.length === 0)
    return [
      warning(
        'Panels shall read from a replica, and none streams from this server: they read from the primary.',
        'Start the replica. One that shares the storage of its primary is not seen here: ask `sightline status`.',
      ),
    ]
  return rows.map(({ name, state, seconds, megabytes }) => {
    if (state === null)
      return warning(
        'A replica streams from this server; how far it is behind, this role may not see.',
        `GRANT pg_read_all_stats TO ${quoteIdentifier(role)}`,
      )
    const behind = `${(seconds ?? 0).toFixed(1)} s and ${(megabytes ?? 0).toFixed(1)} MB`
    const what = `The replica ${name}, ${state}, is ${behind} behind.`
    const isLate =
      state !== 'streaming' || (seconds ?? 0) >= late.seconds || (megabytes ?? 0) >= late.megabytes
    return isLate
      ? warning(
          what,
          'Panels show numbers of that time: look at the log of the replica, and at what it runs.',
        )
      : ok(what)
  })
}
