import { Fn } from 'cdktf'
import type { Construct } from 'constructs'
import { type AnyDataSource, databaseOf, hostsOf, poolSettings, type Release } from 'sightline/engine'
import type { DataSourceArguments } from '../grafana/data-source.ts'
import { canonicalJson } from './canonical-json.ts'
import type { PostgresConnection } from './postgres-connection.ts'
import { secretVariable, variable } from './variable.ts'

/** The data source through which Grafana reads as the reader; Grafana may know the server by another name. */
export function dataSourceArguments(
  scope: Construct,
  { project }: Release,
  { host, port, database, sslMode }: PostgresConnection,
): DataSourceArguments {
  const { dataSource, readerRole } = project
  const seenByGrafana = variable(scope, 'postgres_host_for_grafana', {
    description: 'The host and port under which Grafana reaches the server, where that differs.',
    default: '',
  })
  const primary = Fn.coalesce([seenByGrafana.value, `${host.stringValue}:${port.stringValue}`])
  return readingFrom(dataSource, {
    host: dataSource.readFrom === 'replica' ? hostsOf(dataSource, replicaHost(scope), primary) : primary,
    username: readerRole,
    password: readerPassword(scope).value,
    database: database.stringValue,
    sslMode: sslMode.stringValue,
  })
}

/** The data source of another database, of which Terraform makes nothing else; its role is there already. */
export function otherDataSourceArguments(scope: Construct, dataSource: AnyDataSource): DataSourceArguments {
  const name = databaseOf(dataSource)
  const said = (what: string, description: string) =>
    variable(scope, `${name}_${what}`, { description }).stringValue
  return readingFrom(dataSource, {
    host: said('host', `The host and port under which Grafana reaches the database ${name}.`),
    username: said('username', `The role with which Grafana reads the database ${name}.`),
    password: secretVariable(scope, `${name}_password`, `The password of that role.`).value,
    database: said('database', `What the database ${name} is called on its server.`),
    sslMode: said('sslmode', 'How to use TLS: disable, require or verify-full.'),
  })
}

/** How Grafana reaches a database, as expressions of Terraform. */
interface Reached {
  readonly host: string
  readonly username: string
  readonly password: string
  readonly database: string
  readonly sslMode: string
}

/** As Grafana's file provisioning has it. */
const readingFrom = (
  dataSource: AnyDataSource,
  { host, username, password, database, sslMode }: Reached,
): DataSourceArguments => ({
  uid: dataSource.uid,
  name: dataSource.name,
  type: dataSource.plugin,
  access_mode: 'proxy',
  url: host,
  username,
  database_name: database,
  json_data_encoded: canonicalJson({ database, sslmode: sslMode, ...poolSettings(dataSource) }),
  secure_json_data_encoded: Fn.jsonencode({ password }),
})

function replicaHost(scope: Construct): string {
  return variable(scope, 'postgres_replica_host', {
    description: 'The host under which Grafana reaches the streaming replica, at the port of the primary.',
  }).stringValue
}

/** The password with which Grafana logs in to the database. */
export function readerPassword(scope: Construct) {
  return secretVariable(scope, 'reader_password', 'The password with which Grafana logs in to the database.')
}
