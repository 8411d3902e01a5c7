import { type DesiredGrafana, GrafanaApi, type PushResult, pushGrafana } from 'sightline/engine'
import { removeLater, type TestGrafana, uniqueName } from '../support/grafana/test-grafana.ts'
import { environment, type SmallProject, smallProject } from './small-project.ts'

export interface PushedProject {
  readonly name: string
  readonly desired: DesiredGrafana
  readonly first: PushResult
  readonly push: (changes?: SmallProject) => Promise<PushResult>
}

/** A small project of its own for a test, pushed once. */
export async function pushedProject(
  grafana: TestGrafana,
  changes: SmallProject = {},
): Promise<PushedProject> {
  const { name, desired } = newProject(grafana, changes)
  const api = new GrafanaApi(grafana)
  const first = await pushGrafana(api, desired, { environment })
  const push = (next: SmallProject = changes) => pushGrafana(api, smallProject(name, next), { environment })
  return { name, desired, first, push }
}

/** A small project of its own for a test, whose parts are removed from a real Grafana afterwards. */
export function newProject(
  grafana: TestGrafana,
  changes: SmallProject = {},
): Pick<PushedProject, 'name' | 'desired'> {
  const name = uniqueName()
  const desired = smallProject(name, changes)
  removeLater(grafana, name)
  return { name, desired }
}

/** Changes as short texts. */
export const named = (changes: readonly { kind: string; name: string; state: string }[]): string[] =>
  changes.map(({ kind, name, state }) => `${state} ${kind} ${name}`)
