import { expect, it } from 'vitest'
import { runSightline } from '../support/run-sightline.ts'

it('sightline tune shows the slowest of all that is asked, and the indexes that help', async () => {
  const { code, stdout, stderr } = await runSightline(['tune', '--scale', '0.2', '--slowest', '3'])
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/^ *MS {2}KIND +QUERY +SPENT ON/)
  expect(stdout).toMatch(/\d+ (?:index|indexes) tried/)
}, 90_000)
