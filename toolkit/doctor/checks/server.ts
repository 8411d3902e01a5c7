import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

const oldest = 14
const newest = 18

interface Server {
  readonly version: string
  readonly major: number
  readonly standby: boolean
}

/** The server's version, and that it is not a copy of another. */
export async function examineServer({ client }: DoctorContext): Promise<DoctorCheck[]> {
  const { rows } = await client.query<Server>(
    `select current_setting('server_version') as version, pg_is_in_recovery() as standby,
       current_setting('server_version_num')::integer / 10000 as major`,
  )
  return rows.flatMap((server) => [versionOf(server), standbyOf(server)])
}

function versionOf({ version, major }: Server): DoctorCheck {
  const { ok, warning, failure } = findingsOf('version')
  if (major < oldest) {
    return failure(`Postgres ${version} is too old.`, `Upgrade the server to Postgres ${oldest} or later.`)
  }
  if (major > newest) {
    return warning(
      `Postgres ${version} is newer than the versions that are tested, ${oldest} to ${newest}.`,
      'Try a deploy on a copy first.',
    )
  }
  return ok(`Postgres ${version}.`)
}

function standbyOf({ standby }: Server): DoctorCheck {
  const { ok, failure } = findingsOf('primary')
  if (!standby) return ok('The server is a primary.')
  return failure('The server is a standby, which takes no changes.', 'Give the address of the primary.')
}
