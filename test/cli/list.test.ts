import { expect, test } from 'vitest'
import { runSightline } from '../support/run-sightline.ts'

test('every definition is listed with its kind, its grain and its file, within 100 columns', async () => {
  const { code, stdout } = await runSightline(['list'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^KIND +NAME +GRAIN +FILE\n/)
  expect(stdout).toMatch(/view +analytics\.mrr_calculation +month +sql\/views\/mrr-calculation\.ts/)
  expect(stdout).toMatch(/view +analytics\.platform_perf\S* +one row +sql\/views/)
  expect(stdout).toMatch(/alert +Revenue Target Miss/)
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
})

test('a machine gets the same as JSON', async () => {
  const { stdout } = await runSightline(['list', '--json'])
  expect(JSON.parse(stdout)).toContainEqual({
    kind: 'incremental view',
    name: 'analytics.channel_performance',
    grain: ['channel_id'],
    file: expect.stringMatching(/^sql\/materialized\/channel-performance\.ts:\d+$/),
  })
})
