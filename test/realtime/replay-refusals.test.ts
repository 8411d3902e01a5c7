import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { applyRelease, buildRelease, desiredState } from 'sightline/engine'
import { expect, test } from 'vitest'
import { replay } from '../../toolkit/realtime/index.ts'
import { testDatabase } from '../support/database.ts'
import { testRedis } from '../support/redis.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { countedSales } from './eventually.ts'
import { saleOf, shop } from './shop.ts'

const from = new Date(Date.now() - 1000)
const line = (event: string, number: number) => JSON.stringify({ event, data: saleOf(number) })

test('counting again before the first deploy says that nothing is deployed', async () => {
  const [{ connectionString }, redis] = await Promise.all([testDatabase(), testRedis()])
  const counting = replay(shop, { database: connectionString, redis: redis.url, from })
  await expect(counting).rejects.toMatchObject({ code: 'not-deployed' })
})

test('an archive that cannot be read to its end leaves the numbers as they were, and says where it breaks', async () => {
  const [database, redis] = await Promise.all([testDatabase(), testRedis()])
  const client = await database.connect()
  await applyRelease(client, desiredState(buildRelease(shop)))
  const folder = await temporaryFolder()
  const access = { database: database.connectionString, redis: redis.url, from }
  const written = async (name: string, content: string | Buffer) => {
    await writeFile(join(folder, name), content)
    return replay(shop, { ...access, archive: join(folder, name) })
  }
  const lines = [line('sale', 1), line('sale', 2)].join('\n')
  expect(await written('whole.ndjson', `${lines}\n${line('gone', 3)}\n{"event": "sale"}\n`)).toMatchObject({
    events: 2,
    unread: 2,
  })
  const broken: [name: string, content: string | Buffer, value: RegExp][] = [
    ['cut.ndjson', `${lines}\n{"event": "sa`, /cut\.ndjson, line 3$/],
    ['cut.ndjson.gz', gzipSync(lines).subarray(0, 30), /cut\.ndjson\.gz/],
    ['plain.ndjson.gz', lines, /plain\.ndjson\.gz$/],
  ]
  for (const [name, content, value] of broken)
    await expect(written(name, content)).rejects.toMatchObject({
      problem: { code: 'archive-unreadable', value: expect.stringMatching(value) },
    })
  for (const archive of [join(folder, 'none'), folder])
    await expect(replay(shop, { ...access, archive })).rejects.toMatchObject({ code: 'archive-unreadable' })
  expect(await countedSales(client)).toBe(2)
})
