import fc from 'fast-check'
import type { NameChoice } from './odd-names.ts'
import { runScenario, type Tally } from './run-scenario.ts'
import { type Scenario, scenarios } from './scenario.ts'

export interface CheckOptions {
  /** Gives the same scenarios again. */
  readonly seed: number
  /** Where in the run of that seed a failure was, as it was printed. */
  readonly path?: string
  readonly minutes: number
  readonly names: NameChoice
  /** How many at most; as many as the time allows unless given. */
  readonly runs?: number
  /** The connection string of a server of a major. */
  server(major: number): Promise<string>
}

/**
 * Runs random scenarios until the time is over.
 *
 * @throws Error with the seed, the path and the shortest sequence that still fails
 */
export async function checkScenarios({
  seed,
  path,
  minutes,
  names,
  runs = 1_000_000,
  server,
}: CheckOptions): Promise<Tally> {
  const tally: Tally = new Map()
  const property = fc.asyncProperty(scenarios(names), async (one) => {
    tally.set('scenarios', (tally.get('scenarios') ?? 0) + 1)
    await runScenario(await server(one.major), one, tally)
  })
  const details = await fc.check(property, {
    seed,
    ...(path === undefined ? {} : { path }),
    numRuns: runs,
    interruptAfterTimeLimit: minutes * 60_000,
  })
  if (details.counterexample !== null) {
    const [found] = details.counterexample
    throw new Error(
      [
        String(
          details.errorInstance instanceof Error ? details.errorInstance.message : details.errorInstance,
        ),
        describeScenario(found),
        `Again: npm run test:property -- --names ${names} --seed ${details.seed} --path ${details.counterexamplePath}`,
      ].join('\n'),
    )
  }
  return tally
}

/** A scenario as its lists, one a line. */
function describeScenario(found: Scenario): string {
  const { projects, steps, ...world } = found
  const lines = (list: readonly unknown[]) => list.map((one) => `  ${JSON.stringify(one)}`)
  return [
    JSON.stringify(world),
    ...projects.flatMap((versions, index) => [`project ${index}`, ...lines(versions)]),
    'steps',
    ...lines(steps),
  ].join('\n')
}
