import type { OtherDataSource } from '../define/data-source.ts'
import type { ProjectQuery, QueriedDashboard } from './project-query.ts'

/** The data source of another database that a query asks; undefined where it asks the one that is deployed to. */
export const otherAsked = (
  { dataSource }: Pick<ProjectQuery<QueriedDashboard>, 'dataSource'>,
  others: readonly OtherDataSource[],
): OtherDataSource | undefined => others.find(({ uid }) => uid === dataSource)
