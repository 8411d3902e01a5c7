import { existsSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import type { Client } from 'pg'
import { applyRelease, buildRelease, desiredState, exportFormats, refreshViews } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import project from '../../sightline.config.ts'
import { testDatabase } from '../support/database.ts'
import { releaseLater } from '../support/resources.ts'
import { runSightline, startSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let url: string
let folder: string
let client: Client
beforeAll(async () => {
  const database = await testDatabase()
  url = database.connectionString
  folder = await temporaryFolder()
  const sampled = await runSightline(['sample', '--database', url])
  expect(sampled).toMatchObject({ code: 0 })
  client = await database.connect()
  const release = buildRelease(project)
  await applyRelease(client, desiredState(release))
  await refreshViews(client, project, { onStep: () => {} })
  releaseLater(async () => {
    const owner = await database.connect()
    await owner.query('drop owned by grafana_reader')
  })
})

const run = (...args: readonly string[]) => runSightline(['export', ...args, '--database', url])

describe('sightline export', () => {
  it("writes a user's videos of the last month to a workbook, under a name that says so", async () => {
    const out = join(folder, 'videos.xlsx')
    const args = [
      'videos',
      '--user',
      'user_000001',
      '--from',
      'now-30d',
      '--format',
      'xlsx',
      '--out',
      out,
      '--json',
    ]
    const { code, stdout } = await run(...args)
    expect(code).toBe(0)
    const said: { rows: number } = JSON.parse(stdout)
    const { sheets } = await readXlsx(readFileSync(out))
    const [header = [], ...cells] = sheets[0]?.rows ?? []
    expect(cells).toHaveLength(said.rows)
    expect(new Set(cells.map((row) => row[header.indexOf('user_id')]))).toEqual(new Set(['user_000001']))
  })

  it('writes a view to standard output, for whatever reads it', async () => {
    const { code, stdout } = await run('analytics.mrr_calculation', '--out', '-')
    expect(code).toBe(0)
    expect(stdout.split('\r\n')[0]).toMatch(/^month,/)
  })

  it.each([
    ['a format that there is not', ['videos', '--format', 'doc'], 'csv, json, ndjson, xlsx, pdf, parquet'],
    ['a time that is none', ['videos', '--from', 'yesterday'], 'This is not a time'],
    ['a year that would be milliseconds', ['videos', '--from', '2026'], 'neither a day nor milliseconds'],
    ['a from after a to', ['videos', '--from', 'now', '--to', 'now-1d'], 'ends before it begins'],
    ['a folder that there is not', ['videos', '--out', '/nowhere/videos.csv'], 'cannot be written'],
    ['an unknown user', ['videos', '--user', 'nobody', '--out', '-'], 'knows no user of this id'],
    ['the empty user', ['channels', '--user', '', '--out', '-'], 'knows no user of this id'],
    ['a full disk', ['videos', '--out', '/dev/full'], 'ENOSPC'],
    [
      'words beside the rows on standard output',
      ['videos', '--out', '-', '--json'],
      '--json would stand between',
    ],
  ])('refuses %s in words', async (_, args, words) => {
    const { code, stderr } = await run(...args)
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(code).toBe(2)
  })

  it('replaces what a link leads to, and leaves the link', async () => {
    const [target, link] = [join(folder, 'target.csv'), join(folder, 'link.csv')]
    writeFileSync(target, 'the earlier one')
    symlinkSync(target, link)
    expect((await run('channels', '--out', link)).code).toBe(0)
    expect(readlinkSync(link)).toBe(target)
    expect(readFileSync(target, 'utf8')).toMatch(/^channel_id,/)
  })

  it('is a file without rows for a user who has none', async () => {
    await client.query(
      `insert into users (user_id, email, password_hash, status, signup_date) values ('newcomer', 'new@example.com', '', 'active', '2026-01-01')`,
    )
    for (const name of ['channels', 'videos', 'revenue']) {
      const { code, stdout, stderr } = await run(name, '--user', 'newcomer', '--out', '-')
      expect([code, stderr]).toEqual([0, expect.stringContaining('0 rows')])
      expect(stdout.trimEnd().split('\r\n')).toEqual([expect.stringContaining('user_id')])
    }
  })

  it('of an unknown user leaves nothing in any format', async () => {
    const before = readdirSync(folder)
    for (const format of Object.keys(exportFormats)) {
      const out = join(folder, `nobody.${format}`)
      const { code } = await run('videos', '--user', 'nobody', '--format', format, '--out', out)
      expect(code).toBe(2)
    }
    expect(readdirSync(folder)).toEqual(before)
  })

  it('leaves the earlier file, and nothing beside it, when it is stopped in the middle', async () => {
    const out = join(folder, 'stopped.csv')
    writeFileSync(out, 'the earlier one')
    const { child, outcome } = startSightline(['export', 'videos', '--out', out, '--database', url])
    child.kill('SIGKILL')
    await outcome
    expect(readFileSync(out, 'utf8')).toBe('the earlier one')
    expect((await run('videos', '--out', out)).code).toBe(0)
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([])
    expect(existsSync(out)).toBe(true)
  })
})
