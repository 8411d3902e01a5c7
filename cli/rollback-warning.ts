import { brokenQueries, type DesiredState, earlierRelease, releaseHistory } from 'sightline/engine'
import { colors, tell } from './terminal.ts'

type Client = Parameters<typeof releaseHistory>[0]

/** Says which panels and alerts of the release that Grafana shows now fail once an earlier one is back in place. */
export async function warnOfBrokenQueries(client: Client, next: DesiredState): Promise<void> {
  const shown = await shownRelease(client, next)
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

/** The release whose panels people look at: the last that was deployed to its end. */
async function shownRelease(client: Client, next: DesiredState): Promise<DesiredState | undefined> {
  const history = (await releaseHistory(client, next.project)).filter(({ phase }) => phase !== 'started')
  const [current] = history
  if (current?.version === next.version && current.phase === 'done') return undefined
  const shown = history.find(({ version, phase }) => phase === 'done' && version !== next.version)
  return shown && earlierRelease(client, next.project, shown.version)
}
