import type { ClientBase } from 'pg'
import { earlierRelease, releaseHistory } from '../deploy/records/release-history.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { ComparedGrafana, ComparedRelease } from './compared-release.ts'

/**
 * What a database has now, as one side of a comparison; of the dashboards it knows only what they read, unless Grafana's are given.
 *
 * @throws SightlineError where the project was never deployed there
 * @example const base = await withDatabase(url, (client) => deployedRelease(client, 'shop'))
 */
export async function deployedRelease(
  client: ClientBase,
  project: string,
  grafana?: ComparedGrafana,
): Promise<ComparedRelease> {
  const history = await releaseHistory(client, project)
  const current = history.find(({ phase }) => phase !== 'started')
  if (!current) {
    throw new SightlineError({
      code: 'project-not-deployed',
      what: 'This project was never deployed to this database.',
      value: project,
      next: 'Run `sightline apply` first, or compare with a revision or a release folder.',
    })
  }
  const desired = await earlierRelease(client, project, current.version)
  return {
    label: 'what is deployed',
    desired,
    grafana,
    dataChecks: [],
    exports: [],
    reports: [],
    live: undefined,
    pictures: [],
  }
}
