import { expect, test, vi } from 'vitest'
import { startDemoStream } from '../../cli/demo-stream.ts'
import project from '../../sightline.config.ts'
import { testPage } from '../support/browser.ts'
import { testPreview } from '../support/preview.ts'
import { testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('an open page shows what is counted, without being loaded or asking again by itself', async () => {
  const preview = await testPreview(project)
  const redis = await testRedis()
  vi.stubEnv('REDIS_URL', redis.url)
  const { open } = await testPage()
  const page = await open(`${preview.url}/d/ytempire-operations?refresh=`)
  const shown = () => page.locator('.panel', { hasText: 'Views per Minute' }).locator('.legend').textContent()
  const before = await shown()
  expect(before).toMatch(/Views.*\d/)
  const loaded = await page.evaluate(() => performance.timeOrigin)
  const stream = await startDemoStream(project, {
    folder: await temporaryFolder(),
    database: preview.ownerUrl,
    seed: 1,
    onRows: preview.rowsChanged,
  })
  releaseLater(async () => stream?.stop())
  const next = () => expect.poll(shown, { timeout: 60_000 })
  await next().not.toBe(before)
  const after = await shown()
  await next().not.toBe(after)
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(loaded)
}, 120_000)
