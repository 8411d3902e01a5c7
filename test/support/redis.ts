import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../toolkit/embedded/free-port.ts'
import { releaseLater } from './resources.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A redis-server of a test, which can be killed and started again with what it had. */
export interface TestRedis {
  readonly url: string
  readonly port: number
  readonly pid: number
  kill(): Promise<void>
  start(): Promise<void>
}

/** Starts a redis-server that writes every command to its file before it answers; it ends with the test file. */
export async function testRedis(settings: readonly string[] = ['--appendonly', 'yes']): Promise<TestRedis> {
  const folder = await temporaryFolder()
  const port = await freePort()
  let child: ChildProcess | undefined
  const kill = async () => {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null) return
    const ended = once(running, 'exit')
    running.kill('SIGKILL')
    await ended
  }
  const start = async () => {
    child = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings],
      { stdio: 'ignore' },
    )
    await untilListening(port, child)
  }
  await start()
  releaseLater(kill)
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return child?.pid ?? 0
    },
    kill,
    start,
  }
}

/** Until it answers PING: while it loads its file it says so instead. */
async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end && child.exitCode === null; await wait(10))
    if ((await ping(port)) === 'PONG') return
  throw new Error(`redis-server does not answer on port ${port}.`)
}

function ping(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.on('error', () => resolve(''))
    socket.on('data', (answer) => {
      resolve(answer.toString().trim().replace('+', ''))
      socket.destroy()
    })
  })
}
