import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  applyRelease,
  createSources,
  desiredState,
  planRelease,
  runDoctor,
  withClient,
} from 'sightline/engine'
import { expect, test } from 'vitest'
import { startServer } from '../../toolkit/embedded/embedded-server.ts'
import { throwawayServerFolder } from '../../toolkit/embedded/server-folder.ts'
import { customers, orders, panelsOf, shopRelease } from '../deploy/support/small-shop.ts'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'

test('on a standby doctor says that nothing can be written there, and a deploy says where to connect', async () => {
  const folder = await throwawayServerFolder(repository)
  releaseLater(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }))
  const primary = await startServer(folder)
  await withClient(primary.connectionString('postgres'), (client) =>
    createSources(client, [customers, orders]),
  )
  await primary.stop()
  await writeFile(join(folder, 'data', 'standby.signal'), '')
  const standby = await startServer(folder)
  releaseLater(() => standby.stop('immediate'))
  const release = shopRelease([panelsOf('select day from orders')], 'reader_on_standby')
  await withClient(standby.connectionString('postgres'), async (client) => {
    const checks = await runDoctor(client, release)
    expect(checks.filter(({ check }) => check === 'writable')).toEqual([
      {
        check: 'writable',
        state: 'failure',
        what: 'Transactions may not write on a standby.',
        next: ['Give the address of the primary.'],
      },
    ])
    expect(checks.filter(({ check, state }) => check === 'source tables' && state === 'failure')).toEqual([])
    for (const deploy of [planRelease, applyRelease])
      await expect(deploy(client, desiredState(release))).rejects.toThrow(
        /standby[\s\S]*Connect to the primary/,
      )
  })
})
