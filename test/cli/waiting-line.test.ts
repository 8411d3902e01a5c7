import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { onTerminal } from '../support/on-terminal.ts'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'

test('a command that has said nothing for a second shows on a terminal that it works', async () => {
  const sockets: Socket[] = []
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  releaseLater(() => silent.close())
  const address = silent.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const database = `postgres://somebody@127.0.0.1:${port}/shop`
  const session = onTerminal(['releases', '--database', database], join(repository, 'examples/quickstart'))
  await session.shows('releases …')
  for (const socket of sockets) socket.destroy()
  await session.shows('error ')
  expect(await session.ended).toBe(2)
})
