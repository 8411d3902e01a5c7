import { dirname } from 'node:path'
import { desiredGrafana, type GrafanaApi, type Release } from 'sightline/engine'
import { describeError } from './describe-error.ts'
import { exitCodes } from './exit-codes.ts'
import type { ProjectConfig } from './load-project.ts'
import { pushOnce } from './push-once.ts'
import { colors, printEvent, tell, untilInterrupted } from './terminal.ts'
import { watchProject } from './watch-project.ts'

interface WatchOptions {
  readonly json: boolean
  readonly secrets: boolean
}

/**
 * Pushes a project now and each time one of its files is saved, until Ctrl-C. What is wrong with the definitions, or
 * with a later push, is said, and the next save tried.
 *
 * @throws SightlineError where Grafana refuses the first push
 */
export async function watchPush(
  api: GrafanaApi,
  config: ProjectConfig,
  { json, secrets }: WatchOptions,
): Promise<void> {
  let mark: number | undefined
  let pushed = false
  const push = async (release: Release) => {
    const since = performance.now()
    const options = { ...(mark === undefined ? {} : { mark }), secrets: secrets && !pushed }
    const result = await pushOnce(api, desiredGrafana(release), options, {
      json,
      watching: true,
      again: pushed,
      since,
    })
    mark = result.mark ?? mark
    pushed = true
  }
  const { release, stop } = await watchProject(config, push, (error) => say(describeError(error), json))
  await push(release)
  tell(`Watching ${dirname(config.file)}: saved files are pushed, until Ctrl-C.`)
  await untilInterrupted()
  stop()
  // A push may be under way, and would go on with the next save.
  process.exit(exitCodes.fine)
}

function say(problem: string, json: boolean): void {
  if (json) printEvent('problem', { problem })
  else tell(`${colors.red('error')} ${problem}`)
}
