import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { applyRelease, buildRelease, desiredState, loadSample, withScratchDatabase } from 'sightline/engine'
import project from '../sightline.config.ts'

/** The folder of the project, whose commands are timed. */
export const repository = fileURLToPath(new URL('..', import.meta.url))

/** A hundred times the demo: about 100,000 videos. */
const scale = 100

export interface DatabaseTimes {
  readonly videos: number
  /** Milliseconds to make and load the sample. */
  readonly sample: number
  /** Milliseconds of `sightline plan` with nothing to change, from the start of the process to its end. */
  readonly plan: number
}

/** Runs a command of this checkout to its end. */
export function runCommand(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, ['bin/sightline.mjs', ...args], { cwd: repository })
  if (status !== 0) throw new Error(`sightline ${args[0]} ended with ${status}: ${stderr}`)
}

/** Milliseconds that a piece of work takes. */
export function time(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** Loads the sample, deploys, and plans again. */
export function timeDatabase(): Promise<DatabaseTimes> {
  const release = buildRelease(project)
  let sample = 0
  return withScratchDatabase(
    release,
    {
      projectFolder: repository,
      fill: async (client) => {
        const start = performance.now()
        await loadSample(client, project, { now: new Date(), scale, seed: 1 })
        sample = performance.now() - start
      },
    },
    async (client) => {
      await applyRelease(client, desiredState(release))
      const { rows } = await client.query<{ videos: number }>('select count(*) as videos from videos')
      const url = `postgres://${client.user}:${client.password}@${client.host}:${client.port}/${client.database}`
      const plan = () => time(() => runCommand(['plan', '--database', url]))
      plan()
      return { videos: rows[0]?.videos ?? 0, sample, plan: Math.min(plan(), plan(), plan()) }
    },
  )
}
