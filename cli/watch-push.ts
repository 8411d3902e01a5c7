import { type DesiredGrafana, type GrafanaApi, SightlineError } from 'sightline'
import { DefinitionsProcess, LoadProblem } from './definitions-process.ts'
import { exitCodes } from './exit-codes.ts'
import { FileChanges } from './file-changes.ts'
import { pushOnce } from './push-once.ts'
import { colors, print, untilInterrupted } from './terminal.ts'

interface WatchOptions {
  readonly folder: string
  readonly json: boolean
  readonly secrets: boolean
}

/** Pushes the definitions of a folder each time a file is saved, until Ctrl-C. */
export async function watchPush(api: GrafanaApi, options: WatchOptions): Promise<void> {
  const changes = new FileChanges(options.folder)
  const definitions = new DefinitionsProcess()
  try {
    await changes.ready
    await untilInterrupted(pushForEver(api, changes, definitions, options))
  } finally {
    await changes.end()
    definitions.end()
  }
  // A push may be under way, and would go on with the next save.
  process.exit(exitCodes.fine)
}

/** A Grafana that refuses the first push ends it; whatever goes wrong later is said, and the next save tried. */
async function pushForEver(
  api: GrafanaApi,
  changes: FileChanges,
  definitions: DefinitionsProcess,
  { folder, json, secrets }: WatchOptions,
): Promise<void> {
  let mark: number | undefined
  let pushed = false
  const push = async (desired: DesiredGrafana, since: number) => {
    const options = { ...(mark === undefined ? {} : { mark }), secrets: secrets && !pushed }
    const result = await pushOnce(api, desired, options, { json, watching: pushed, since })
    mark = result.mark ?? mark
    pushed = true
  }
  for (let saves = 0; ; saves++) {
    const since = performance.now()
    const next = changes.next()
    try {
      const desired = await definitions.load(next)
      if (desired) await push(desired, since)
    } catch (error) {
      const mayPass = error instanceof LoadProblem || (pushed && error instanceof SightlineError)
      if (!mayPass) throw error
      say(error.message, json)
    }
    if (saves === 0) process.stderr.write(`Watching ${folder}: saved files are pushed, until Ctrl-C.\n`)
    definitions.standBy()
    await next
  }
}

function say(problem: string, json: boolean): void {
  if (json) print(JSON.stringify({ problem }))
  else process.stderr.write(`${colors.red('error')} ${problem}\n`)
}
