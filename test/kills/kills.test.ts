import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundleProcess } from './support/bundle-process.ts'
import { type KillCase, killCases } from './support/kill-cases.ts'
import { type Kill, never } from './support/kill-process.ts'
import { runKill, type Victim } from './support/run-kill.ts'

/** How often each is killed, and which moments are drawn: `KILLS=100 KILLS_SEED=7 npx vitest run test/kills`. */
const kills = Number(process.env.KILLS ?? 2)
const seed = Number(process.env.KILLS_SEED ?? 1)
const timeout = 60_000 + kills * 20_000

/** A worker whose connection is lost makes it again: `test/schedules` has that. */
const cut = killCases.filter(({ action }) => action !== 'worker')

test.each([...killCases])(
  `$action whose process is killed ${kills} times is completed by running it again`,
  { timeout },
  (killCase) => killAtRandom('process', killCase),
)

test.each([...cut])(
  `$action whose connection is cut ${kills} times is completed by running it again`,
  { timeout },
  (killCase) => killAtRandom('connection', killCase),
)

async function killAtRandom(victim: Victim, killCase: KillCase): Promise<void> {
  const script = await bundleProcess()
  const whole = await runKill(victim, killCase, never, script)
  const moments: fc.Arbitrary<Kill> = fc.record({
    statement: fc.nat(whole.statements - 1),
    when: fc.constantFrom('before', 'after'),
  })
  let killed = 0
  for (const kill of fc.sample(moments, { seed, numRuns: kills })) {
    const found = await runKill(victim, killCase, kill, script)
    expect([kill, found.picture]).toEqual([kill, whole.picture])
    if (found.isKilled) killed++
  }
  expect(killed).toBeGreaterThan(kills * 0.9)
}
