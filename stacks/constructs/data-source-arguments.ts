import { Fn } from 'cdktf'
import type { Construct } from 'constructs'
import type { Release } from 'sightline/engine'
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
  const settings = { database: database.stringValue, sslmode: sslMode.stringValue, ...poolSettings }
  return {
    uid: dataSource.uid,
    name: dataSource.name,
    type: dataSource.plugin,
    access_mode: 'proxy',
    url: Fn.coalesce([seenByGrafana.value, `${host.stringValue}:${port.stringValue}`]),
    username: readerRole,
    database_name: database.stringValue,
    json_data_encoded: canonicalJson(settings),
    secure_json_data_encoded: Fn.jsonencode({ password: readerPassword(scope).value }),
  }
}

/** As Grafana's file provisioning has them. */
const poolSettings = { maxOpenConns: 10, maxIdleConns: 2, connMaxLifetime: 14_400 }

/** The password with which Grafana logs in to the database. */
export function readerPassword(scope: Construct) {
  return secretVariable(scope, 'reader_password', 'The password with which Grafana logs in to the database.')
}
