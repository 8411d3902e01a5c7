import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyRelease, buildRelease, desiredState, refreshViews } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import project from '../../sightline.config.ts'
import { testDatabase } from '../support/database.ts'
import { releaseLater } from '../support/resources.ts'
import { runSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { mailServer } from './mail-server.ts'

let url: string
beforeAll(async () => {
  const database = await testDatabase()
  url = database.connectionString
  expect(await runSightline(['sample', '--database', url])).toMatchObject({ code: 0 })
  const client = await database.connect()
  await applyRelease(client, desiredState(buildRelease(project)))
  await refreshViews(client, project, { onStep: () => {} })
  releaseLater(async () => {
    const owner = await database.connect()
    await owner.query('drop owned by grafana_reader')
  })
})

const run = (...args: readonly string[]) => runSightline(['report', ...args, '--database', url])

describe('sightline report', () => {
  it.each([
    ['daily_summary', ['Revenue summary', 'Channel performance', 'Top videos', 'System health']],
    [
      'weekly_insights',
      ['Weekly trends', 'Performance analysis', 'Optimization opportunities', 'Competitor insights'],
    ],
    ['monthly_report', ['Financial summary', 'Growth metrics', 'Channel analysis', 'Recommendations']],
  ])('renders %s with its four sections', async (name, sections) => {
    const { code, stdout, stderr } = await run('render', name, '--user', 'user_000001')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const section of sections) expect(stdout).toContain(section)
  })

  it('writes a document to a file', async () => {
    const out = join(await temporaryFolder(), 'daily.pdf')
    expect(await run('render', 'daily_summary', '--format', 'pdf', '--out', out)).toMatchObject({ code: 0 })
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('sends to one user, and shows that it did', async () => {
    const server = await mailServer()
    const environment = { SMTP_URL: server.url, REPORTS_FROM: 'reports@example.com' }
    const args = ['send', 'daily_summary', '--user', 'user_000001', '--database', url]
    const { code, stdout } = await runSightline(['report', ...args], undefined, environment)
    expect({ code, stdout }).toEqual({ code: 0, stdout: '1 sent, 0 with trouble.\n' })
    expect(server.received).toHaveLength(1)
    expect((await run('history')).stdout).toMatch(/daily_summary\s+user_000001\s+\S+\s+sent/)
  })

  it.each([
    ['a report that there is not', ['render', 'hourly'], 'daily_summary, weekly_insights, monthly_report'],
    ['a form that there is not', ['render', 'daily_summary', '--format', 'doc'], 'html, text, pdf, xlsx'],
    ['a user who gets none', ['render', 'daily_summary', '--user', 'nobody'], 'no recipient of this id'],
    ['a period that is none', ['render', 'daily_summary', '--period', 'soon'], 'not a day'],
    ['a full disk', ['render', 'daily_summary', '--out', '/dev/full'], 'ENOSPC'],
    [
      'a folder that there is not',
      ['render', 'daily_summary', '--out', '/nowhere/day.txt'],
      'cannot be written',
    ],
    ['to send without a server', ['send', 'daily_summary'], 'SMTP_URL'],
  ])('refuses %s in words', async (_, args, words) => {
    const { code, stderr } = await run(...args)
    expect(stderr).toContain(words)
    expect(code).toBe(2)
  })
})

it('where nothing was deployed yet no report was sent', async () => {
  const { connectionString } = await testDatabase()
  const { code, stdout } = await runSightline(['report', 'history', '--json', '--database', connectionString])
  expect({ code, rows: JSON.parse(stdout) }).toEqual({ code: 0, rows: [] })
})
