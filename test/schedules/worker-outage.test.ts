import { rm } from 'node:fs/promises'
import { desiredSchedules, startWorker, withConnection } from 'sightline/engine'
import { expect, test } from 'vitest'
import { startServer } from '../../toolkit/embedded/embedded-server.ts'
import { throwawayServerFolder } from '../../toolkit/embedded/server-folder.ts'
import project from '../fixtures/schedules/sightline.config.ts'
import { queueSchedule } from '../support/queue-schedule.ts'
import { repository } from '../support/run-sightline.ts'

test('a worker survives that the server is restarted, and runs the interrupted job again', async () => {
  const folder = await throwawayServerFolder(repository)
  let server = await startServer(folder)
  const { port } = server
  const url = server.connectionString('postgres')
  const problems: string[] = []
  const worker = await startWorker(url, {
    schedules: desiredSchedules(project),
    onRun: () => {},
    onProblem: (message) => problems.push(message),
    deadAfterSeconds: 1,
  })
  const outcomes = () =>
    withConnection(url, async (client) => {
      const { rows } = await client.query('select outcome from sightline.schedule_run order by run_id')
      return rows.map(({ outcome }) => outcome)
    }).catch(() => [])
  await withConnection(url, (client) => queueSchedule(client, 'nap'))
  await expect.poll(outcomes, { interval: 50 }).toEqual(['running'])
  await server.stop()
  await new Promise((resolve) => setTimeout(resolve, 1500))
  server = await startServer(folder, { port })
  await expect.poll(outcomes, { timeout: 20_000, interval: 200 }).toEqual(['failed', 'succeeded'])
  expect(problems.length).toBeGreaterThan(0)
  await worker.stop()
  await server.stop('immediate')
  await rm(folder, { recursive: true, force: true })
})
