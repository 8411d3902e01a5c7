import type { Project } from 'sightline/engine'
import {
  brokenQueries,
  type DesiredState,
  earlierRelease,
  releaseHistory,
  releaseInGrafana,
  SightlineError,
} from 'sightline/engine'
import { requireGrafana } from './grafana-access.ts'
import { colors, tell } from './terminal.ts'

type Client = Parameters<typeof releaseHistory>[0]

/** Says which panels and alerts that Grafana shows now fail once an earlier release is back in place. */
export async function warnOfBrokenQueries(
  client: Client,
  project: Pick<Project, 'name' | 'folder'>,
  next: DesiredState,
): Promise<void> {
  const shown = await shownRelease(client, project, next)
  if (!shown) return
  const broken = await brokenQueries(client, { shown, next })
  for (const { where, message } of broken.slice(0, 10))
    tell(`${colors.yellow('breaks')}  ${where} of ${shown.version}: ${message}`)
  if (broken.length > 10) tell(`${colors.yellow('breaks')}  and ${broken.length - 10} more`)
  if (broken.length > 0)
    tell(
      'Grafana shows these until it goes back too: use --phase expand, then Grafana, then --phase contract.',
    )
}

/**
 * The release whose panels people look at: the one that Grafana is marked with where the environment names a Grafana,
 * and otherwise the last that was deployed to its end.
 */
async function shownRelease(
  client: Client,
  project: Pick<Project, 'name' | 'folder'>,
  next: DesiredState,
): Promise<DesiredState | undefined> {
  const history = (await releaseHistory(client, next.project)).filter(({ phase }) => phase !== 'started')
  const marked = await markedRelease(project)
  if (marked !== undefined && history.some(({ version }) => version === marked))
    return marked === next.version ? undefined : earlierRelease(client, next.project, marked)
  const [current] = history
  if (current?.version === next.version && current.phase === 'done') return undefined
  const shown = history.find(({ version, phase }) => phase === 'done' && version !== next.version)
  return shown && earlierRelease(client, next.project, shown.version)
}

/** A Grafana that does not answer holds no rollback up. */
async function markedRelease(project: Pick<Project, 'name' | 'folder'>): Promise<string | undefined> {
  if (!process.env.GRAFANA_URL || !process.env.GRAFANA_TOKEN) return undefined
  try {
    return await releaseInGrafana(requireGrafana({}), project)
  } catch (error) {
    if (!(error instanceof SightlineError)) throw error
    tell(`${colors.yellow('note')} Which release Grafana shows is not known: ${error.problem.what}`)
    return undefined
  }
}
