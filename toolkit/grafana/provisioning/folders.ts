import type { Project } from '../../define/project.ts'
import { fromEnvironment, literalText } from './dollar.ts'

/** The variable under which Grafana finds the release folder. */
export const releaseFolderVariable = 'SIGHTLINE_RELEASE'

/**
 * The provider that lets Grafana read the release's dashboards from its folder. Rules can name their folder only by its
 * title, so dashboards do too: with a uid, Grafana would make a second folder of that title.
 */
export function dashboardProvider(project: Project): object {
  return {
    apiVersion: 1,
    providers: [
      {
        name: literalText(project.name),
        orgId: 1,
        folder: literalText(project.folder.title),
        type: 'file',
        disableDeletion: false,
        allowUiUpdates: false,
        updateIntervalSeconds: 30,
        options: { path: `${fromEnvironment(releaseFolderVariable)}/grafana/dashboards` },
      },
    ],
  }
}

/** The data source; where the database is and how to log in come from Grafana's environment. */
export function dataSourceFile({ dataSource }: Project): object {
  return {
    apiVersion: 1,
    datasources: [
      {
        name: literalText(dataSource.name),
        uid: dataSource.uid,
        type: dataSource.plugin,
        access: 'proxy',
        url: fromEnvironment('SIGHTLINE_POSTGRES_HOST'),
        user: fromEnvironment('SIGHTLINE_POSTGRES_USER'),
        secureJsonData: { password: fromEnvironment('SIGHTLINE_POSTGRES_PASSWORD') },
        jsonData: {
          database: fromEnvironment('SIGHTLINE_POSTGRES_DATABASE'),
          sslmode: fromEnvironment('SIGHTLINE_POSTGRES_SSLMODE'),
          maxOpenConns: 10,
          maxIdleConns: 2,
          connMaxLifetime: 14_400,
        },
        editable: false,
      },
    ],
  }
}
