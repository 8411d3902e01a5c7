import { Fn } from 'cdktf'
import type { Construct } from 'constructs'
import { connectionLifetime, hostsOf, type Release } from 'sightline/engine'
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
  const settings = {
    database: database.stringValue,
    sslmode: sslMode.stringValue,
    ...poolSettings,
    connMaxLifetime: connectionLifetime(dataSource),
  }
  return {
    uid: dataSource.uid,
    name: dataSource.name,
    type: dataSource.plugin,
    access_mode: 'proxy',
    url: dataSource.readFrom === 'replica' ? hostsOf(dataSource, replicaHost(scope), primary) : primary,
    username: readerRole,
    database_name: database.stringValue,
    json_data_encoded: canonicalJson(settings),
    secure_json_data_encoded: Fn.jsonencode({ password: readerPassword(scope).value }),
  }
}

/** As Grafana's file provisioning has them. */
const poolSettings = { maxOpenConns: 10, maxIdleConns: 2 }

function replicaHost(scope: Construct): string {
  return variable(scope, 'postgres_replica_host', {
    description: 'The host under which Grafana reaches the streaming replica, at the port of the primary.',
  }).stringValue
}

/** The password with which Grafana logs in to the database. */
export function readerPassword(scope: Construct) {
  return secretVariable(scope, 'reader_password', 'The password with which Grafana logs in to the database.')
}
