import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { availableRedis } from '../../toolkit/realtime/private-redis.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { killChild, startChild } from './children.ts'
import { eventually } from './eventually.ts'

beforeEach(() => {
  vi.stubEnv('REDIS_URL', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const isListening = (url: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

test('a Redis of our own ends with the process that started it, also where that is killed', async () => {
  const child = startChild('private-redis', await temporaryFolder())
  const url = await eventually(async () => {
    expect(child.output()).toMatch(/^redis:/)
    return child.output().trim()
  })
  expect(await isListening(url)).toBe(true)
  await killChild(child)
  await eventually(async () => expect(await isListening(url)).toBe(false))
}, 60_000)

test('it ends when it is stopped, and can be started again in the same folder', async () => {
  const folder = await temporaryFolder()
  const listening: boolean[] = []
  for (let round = 0; round < 2; round++) {
    const redis = await availableRedis(folder)
    const url = redis?.url ?? ''
    listening.push(await isListening(url))
    await redis?.stop()
    listening.push(await isListening(url))
  }
  expect(listening).toEqual([true, false, true, false])
}, 60_000)
