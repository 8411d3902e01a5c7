import { expect, test } from 'vitest'
import { type Major, majors, postgres } from '../support/postgres-major.ts'
import { checkScenarios } from './check-scenarios.ts'

/** The same scenarios in every run, so that a failure comes from the change; `npm run test:property` takes others. */
const seed = 20_240_501
const runs = 10
const minutes = 2

const isMajor = (major: number): major is Major => majors.some((one) => one === major)

test('whatever is released, rolled back, cut off, changed by hand and removed, a database holds what it should', {
  timeout: (minutes + 3) * 60_000,
}, async () => {
  const server = async (major: number) => postgres(isMajor(major) ? major : 18)
  const tally = await checkScenarios({ seed, runs, minutes, names: 'odd', server })
  expect(tally.get('deployed')).toBeGreaterThan(0)
})
