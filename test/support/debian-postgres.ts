import type { EmbeddedServer, Installation } from '../../toolkit/embedded/embedded-server.ts'
import { releaseLater } from './resources.ts'
import { throwawayServer } from './throwaway-server.ts'

const bin = '/usr/lib/postgresql/15/bin'

/** Debian's Postgres 15, with pg_cron working in one database. */
function withCron(database: string): Installation {
  return {
    programs: { initdb: `${bin}/initdb`, postgres: `${bin}/postgres`, pg_ctl: `${bin}/pg_ctl` },
    initdbOptions: ['--locale=C.UTF-8'],
    settings: [
      'shared_preload_libraries=pg_cron',
      `cron.database_name=${database}`,
      'cron.use_background_workers=on',
      'max_worker_processes=20',
    ],
  }
}

/** Starts Debian's Postgres 15 with pg_cron for one test file. */
export async function debianPostgres(cronDatabase: string): Promise<EmbeddedServer> {
  const { server, end } = await throwawayServer(withCron(cronDatabase))
  releaseLater(end)
  return server
}
