import type { Folder } from '../../define/folder.ts'
import type { Project } from '../../define/project.ts'
import { type AnyDataSource, dataSourceVariables, hostsOf, poolSettings } from '../data-source-settings.ts'
import { flatTitle, folderOfDefinition } from '../folders.ts'
import { fromEnvironment, literalText } from './dollar.ts'

/** The variable under which Grafana finds the release folder. */
export const releaseFolderVariable = 'SIGHTLINE_RELEASE'

/** Where a release has the dashboards of the project's folder, or of one in it. */
export const dashboardFolder = (nested?: Folder): string =>
  nested ? `grafana/folders/${nested.uid}` : 'grafana/dashboards'

/**
 * The providers that let Grafana read the release's dashboards from its folders. Rules can name their folder only by its
 * title, so dashboards do too: with a uid, Grafana would make a second folder of that title.
 */
export function dashboardProviders(project: Project): object {
  const named = project.definitions.map(folderOfDefinition).filter((one) => one !== undefined)
  const nested = new Map(named.map((one) => [one.uid, one]))
  const provider = (name: string, folder?: Folder) => ({
    name: literalText(name),
    orgId: 1,
    folder: literalText(flatTitle(project, folder)),
    type: 'file',
    disableDeletion: false,
    allowUiUpdates: false,
    updateIntervalSeconds: 30,
    options: { path: `${fromEnvironment(releaseFolderVariable)}/${dashboardFolder(folder)}` },
  })
  return {
    apiVersion: 1,
    providers: [
      provider(project.name),
      ...[...nested.values()].map((folder) => provider(`${project.name} ${folder.uid}`, folder)),
    ],
  }
}

/** The data sources; where their databases are and how to log in come from Grafana's environment. */
export function dataSourceFile({ dataSource, dataSources }: Project): object {
  return { apiVersion: 1, datasources: [dataSource, ...dataSources].map(provisioned) }
}

function provisioned(dataSource: AnyDataSource): object {
  const variables = dataSourceVariables(dataSource)
  const replica = fromEnvironment('SIGHTLINE_REPLICA_HOST')
  return {
    name: literalText(dataSource.name),
    uid: dataSource.uid,
    type: dataSource.plugin,
    access: 'proxy',
    url: hostsOf(dataSource, replica, fromEnvironment(variables.host)),
    user: fromEnvironment(variables.user),
    secureJsonData: { password: fromEnvironment(variables.password) },
    jsonData: {
      database: fromEnvironment(variables.database),
      sslmode: fromEnvironment(variables.sslmode),
      ...poolSettings(dataSource),
    },
    editable: false,
  }
}
