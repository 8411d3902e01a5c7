import type { LocalExecProvisioner } from 'cdktf'
import type { Construct } from 'constructs'
import { literal } from './literal.ts'
import { programFrom } from './sightline-command.ts'

/** A command that runs when a resource is destroyed may refer to no variable: the shell reads those that it inherits. */
const fromVariables = [
  'PGHOST="$TF_VAR_postgres_host"',
  'PGPORT="$TF_VAR_postgres_port"',
  'PGDATABASE="$TF_VAR_postgres_database"',
  'PGUSER="$TF_VAR_postgres_username"',
  'PGPASSWORD="$TF_VAR_postgres_password"',
  'PGSSLMODE="$TF_VAR_postgres_sslmode"',
  'DATABASE_URL=postgres:///',
].join(' ')

/** Removes a project from the database when its stack is destroyed; the shell sees the name as an argument, not as code. */
export function destroyCommand(scope: Construct, project: string): LocalExecProvisioner {
  return {
    type: 'local-exec',
    when: 'destroy',
    interpreter: [
      'sh',
      '-c',
      `${fromVariables} exec node "$0" destroy --yes --project "$1"`,
      programFrom(scope),
    ],
    command: literal(project),
  }
}
