import type { Dashboard } from '../define/dashboards/dashboard.ts'
import { dashboardFolder } from '../grafana/provisioning/folders.ts'

/** A name as it can stand in a path. */
export const fileName = (name: string): string => name.replace(/[^a-zA-Z0-9._-]+/g, '-')

/** The path of a dashboard in its release folder. */
export const dashboardPath = ({ folder, uid }: Dashboard): string =>
  `${dashboardFolder(folder)}/${fileName(uid)}.json`
