import { Fn, type TerraformVariable } from 'cdktf'
import type { Construct } from 'constructs'
import { secretVariable, variable } from './variable.ts'

/** How to reach the database as the role that deploys: variables, so that no password is in any file. */
export interface PostgresConnection {
  readonly host: TerraformVariable
  readonly port: TerraformVariable
  readonly database: TerraformVariable
  readonly username: TerraformVariable
  readonly password: TerraformVariable
  readonly sslMode: TerraformVariable
}

/** Declares the variables of the connection. */
export function postgresConnection(scope: Construct): PostgresConnection {
  return {
    host: variable(scope, 'postgres_host', { description: 'The host of the Postgres server.' }),
    port: variable(scope, 'postgres_port', { description: 'The port of the Postgres server, such as 5432.' }),
    database: variable(scope, 'postgres_database', { description: 'The database to deploy to.' }),
    username: variable(scope, 'postgres_username', { description: 'The role that deploys.' }),
    password: secretVariable(scope, 'postgres_password', 'The password of the role that deploys.'),
    sslMode: variable(scope, 'postgres_sslmode', {
      description: 'How to use TLS: disable, require or verify-full.',
    }),
  }
}

/**
 * The environment of a command that works on the database. The password is not marked as sensitive here, or Terraform
 * would hide what the command says; the environment of a command is shown nowhere.
 */
export function commandEnvironment(connection: PostgresConnection): Record<string, string> {
  return {
    DATABASE_URL: 'postgres:///',
    PGHOST: connection.host.stringValue,
    PGPORT: connection.port.stringValue,
    PGDATABASE: connection.database.stringValue,
    PGUSER: connection.username.stringValue,
    PGPASSWORD: Fn.nonsensitive(connection.password.value),
    PGSSLMODE: connection.sslMode.stringValue,
  }
}

/** The same for a command that runs when something is destroyed: what the shell inherits of Terraform's environment. */
export const inheritedPostgres = {
  DATABASE_URL: 'postgres:///',
  PGHOST: '$TF_VAR_postgres_host',
  PGPORT: '$TF_VAR_postgres_port',
  PGDATABASE: '$TF_VAR_postgres_database',
  PGUSER: '$TF_VAR_postgres_username',
  PGPASSWORD: '$TF_VAR_postgres_password',
  PGSSLMODE: '$TF_VAR_postgres_sslmode',
} as const
