import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lockFolder, successorFile } from '../../toolkit/embedded/folder-lock.ts'
import { releaseLater } from '../support/resources.ts'
import { repository } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const rounds = 40
const dead = '999999999 1'
const refused = 'SightlineError: Another sightline process is using this database.'

/** Has three processes lock the same folders at the same moments; what became of each try, by folder. */
async function contend(folder: string): Promise<string[][]> {
  const contenders = Array.from({ length: 3 }, () =>
    spawn(process.execPath, ['--import', 'tsx', 'test/embedded/lock-contender.ts', folder, String(rounds)], {
      cwd: repository,
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  )
  releaseLater(() => {
    for (const contender of contenders) contender.kill('SIGKILL')
  })
  const said = contenders.map(lines)
  await Promise.all(said.map((line) => line.next()))
  const start = Date.now() + 200
  for (const { stdin } of contenders) stdin.write(`${start}\n`)
  const answers = await Promise.all(said.map((line) => line.next()))
  for (const { stdin } of contenders) stdin.write('end\n')
  const outcomes = answers.map(({ value }): string[] => JSON.parse(value ?? '[]'))
  return Array.from({ length: rounds }, (_, round) => outcomes.map((all) => all[round] ?? '').sort())
}

async function* lines({ stdout }: ChildProcess): AsyncGenerator<string, undefined> {
  let text = ''
  for await (const chunk of stdout ?? []) {
    text += String(chunk)
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      yield text.slice(0, end)
      text = text.slice(end + 1)
    }
  }
}

/** One folder for each round, with what was left in it. */
async function folders(left: (folder: string) => Promise<void>): Promise<string> {
  const folder = await temporaryFolder()
  for (let round = 0; round < rounds; round++) {
    await mkdir(join(folder, String(round)))
    await left(join(folder, String(round)))
  }
  return folder
}

describe('of three processes that lock a folder at the same moment, one gets it', () => {
  const onlyOne = Array.from({ length: rounds }, () => [refused, refused, 'taken'])

  test('where it is free', async () => {
    expect(await contend(await folders(async () => {}))).toEqual(onlyOne)
  })

  test('where a killed process left its lock', async () => {
    const folder = await folders((round) => writeFile(join(round, 'lock'), dead))
    expect(await contend(folder)).toEqual(onlyOne)
    expect(await readdir(join(folder, '0'))).toEqual(['lock'])
  })

  test('where a process was killed while it took a lock over', async () => {
    const folder = await folders(async (round) => {
      await writeFile(join(round, 'lock'), dead)
      await writeFile(successorFile(round, dead), '999999998 1')
    })
    expect(await contend(folder)).toEqual(onlyOne)
  })
})

test('a lock that is given back leaves nothing behind and can be taken again', async () => {
  const folder = await temporaryFolder()
  for (let time = 0; time < 3; time++) {
    const unlock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}`)
    expect(await readdir(folder)).toEqual(['lock'])
    await unlock()
    expect(await readdir(folder)).toEqual([])
  }
})

test('an empty lock, which a full disk may leave, is taken over', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'lock'), '')
  await (await lockFolder(folder))()
  expect(await readdir(folder)).toEqual([])
})
