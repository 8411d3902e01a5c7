import type { ProjectInfo } from '../toolkit/preview/api.ts'
import { ask } from './ask.ts'

let project: ProjectInfo = { name: '', version: '', dashboards: [], alerts: 0, reports: 0, problem: null }

/** What is previewed, as it was last asked for. */
export const currentProject = (): ProjectInfo => project

export async function reloadProject(): Promise<ProjectInfo> {
  project = await ask<ProjectInfo>('project')
  return project
}
