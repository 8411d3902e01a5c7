import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withClient } from 'sightline/engine'
import { describe, expect, test } from 'vitest'
import { startServer } from '../../toolkit/embedded/embedded-server.ts'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function serverFolder(): Promise<string> {
  const folder = await temporaryFolder()
  await chmod(folder, 0o755)
  return folder
}

/** The initdb that works in a folder. */
function initdbIn(folder: string): number | undefined {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const pid = pids.find((candidate) => {
    const command = commandOf(candidate)
    return /^[^\0]*\/initdb\0/.test(command) && command.includes(folder)
  })
  return pid === undefined ? undefined : Number(pid)
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** A process that starts a server, at the moment when its initdb has written the first files. */
async function interrupted(folder: string) {
  const starter = spawn(process.execPath, ['--import', 'tsx', 'test/embedded/server-starter.ts', folder], {
    cwd: repository,
    stdio: 'ignore',
  })
  releaseLater(() => starter.kill('SIGKILL'))
  const begun = () =>
    readdirSync(folder, { recursive: true }).some((name) => /PG_VERSION$/.test(String(name)))
  await expect.poll(begun, { timeout: 20_000, interval: 5 }).toBe(true)
  const initdb = initdbIn(folder) ?? 0
  expect(initdb).toBeGreaterThan(0)
  return { starter, initdb, ended: once(starter, 'exit') }
}

/** What a server in the folder answers, and what the folder holds while it runs. */
async function startIn(folder: string) {
  const server = await startServer(folder)
  try {
    const { rows } = await withClient(server.connectionString('postgres'), (client) =>
      client.query('select 1 as one'),
    )
    return { rows, names: await readdir(folder) }
  } finally {
    await server.stop('immediate')
  }
}

const works = { rows: [{ one: 1 }], names: ['data', 'password', 'server.log'] }

describe('the next start sets the server up', () => {
  test('after initdb was killed', async () => {
    const folder = await serverFolder()
    const { initdb, ended } = await interrupted(folder)
    process.kill(initdb, 'SIGKILL')
    const [code] = await ended
    expect(code).not.toBe(0)
    expect(await startIn(folder)).toEqual(works)
  })

  test('after the process was killed that ran initdb, and ends that initdb', async () => {
    const folder = await serverFolder()
    const { starter, ended } = await interrupted(folder)
    starter.kill('SIGKILL')
    await ended
    expect(await startIn(folder)).toEqual(works)
    expect(initdbIn(folder)).toBeUndefined()
  })

  test('where the password is lost, or one is there without data', async () => {
    const folder = await serverFolder()
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'password'), 'of another\n')
    expect(await startIn(folder)).toEqual(works)
    await rm(join(folder, 'password'))
    expect(await startIn(folder)).toEqual(works)
  })
})

test('initdb ends with the process that runs it', async () => {
  const folder = await serverFolder()
  const { starter, ended } = await interrupted(folder)
  starter.kill('SIGTERM')
  await ended
  await expect.poll(() => initdbIn(folder), { timeout: 200, interval: 5 }).toBeUndefined()
  expect(existsSync(join(folder, 'data'))).toBe(false)
})
