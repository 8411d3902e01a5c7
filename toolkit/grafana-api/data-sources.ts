import * as v from 'valibot'
import { type AnyDataSource, poolSettings } from '../grafana/data-source-settings.ts'
import type { GrafanaApi } from './grafana-api.ts'
import type { PostgresConnection } from './postgres-connection.ts'

export interface GrafanaDataSource {
  readonly uid: string
  readonly name: string
  readonly type: string
}

const dataSourceAnswer = v.object({ uid: v.string(), name: v.string(), type: v.string() })

/** The data source of a uid, or else of a name. */
export async function findDataSource(
  api: GrafanaApi,
  by: 'uid' | 'name',
  value: string,
): Promise<GrafanaDataSource | undefined> {
  const found = await api.find(`/api/datasources/${by}/${encodeURIComponent(value)}`)
  return found?.as(dataSourceAnswer)
}

/** Grafana before 10 reads the database's name beside the settings, later ones among them. */
export async function createDataSource(
  api: GrafanaApi,
  dataSource: AnyDataSource,
  { host, user, database, sslmode, password }: PostgresConnection,
): Promise<void> {
  const { uid, name, plugin } = dataSource
  await api.send('POST', '/api/datasources', {
    uid,
    name,
    type: plugin,
    access: 'proxy',
    url: host,
    user,
    database,
    jsonData: { database, sslmode, ...poolSettings(dataSource) },
    secureJsonData: { password },
  })
}
