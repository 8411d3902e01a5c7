import { execFileSync } from 'node:child_process'
import {
  applyRelease,
  buildRelease,
  createSources,
  deployFresh,
  desiredState,
  planRelease,
  planScript,
} from 'sightline/engine'
import { expect, inject, test } from 'vitest'
import project from '../../sightline.config.ts'
import { markTags } from '../../toolkit/grafana/release-mark.ts'
import { testDatabase } from '../support/database.ts'
import { testGrafana } from '../support/grafana/test-grafana.ts'
import { repository, runSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { caseDatabase } from './support/case-database.ts'
import { databasePicture } from './support/database-picture.ts'
import { stateVariant } from './support/state-variant.ts'
import { firstState, secondRelease, secondState } from './support/two-releases.ts'

test('plan, apply, status, releases, drift and rollback work from the command line', {
  timeout: 120_000,
}, async () => {
  const { connectionString, connect } = await testDatabase()
  const client = await connect()
  await createSources(
    client,
    project.definitions.filter((definition) => definition.kind === 'source'),
  )
  const run = (...args: string[]) => runSightline([...args, '--database', connectionString])

  const asMonitor = `${connectionString}?options=-c%20role%3Dpg_monitor`
  const stopped = await runSightline(['plan', '--json', '--database', asMonitor])
  expect(stopped).toMatchObject({ code: 1, stderr: expect.stringContaining('GRANT CREATE ON DATABASE') })
  expect(JSON.parse(stopped.stdout)).toMatchObject({ error: { code: 'missing-database-privilege' } })

  const plan = await run('plan')
  expect(plan).toMatchObject({ code: 0, stderr: '' })
  expect(plan.stdout).toMatch(/prepare +add +analytics\.channel_performance__/)
  expect(plan.stdout).toContain('the rows of analytics.channel_performance are computed beside those in use')
  for (const line of plan.stdout.split('\n').filter((text) => !text.startsWith('  ')))
    expect(line.length).toBeLessThanOrEqual(100)

  expect(await run('apply')).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes') })
  const applied = await run('apply', '--yes')
  expect(applied).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^ytempire 0\.1\.0\+[0-9a-f]{12}: done, \d+ steps/),
  })
  expect(applied.stderr).toContain('Expanding')

  const start = performance.now()
  const again = await run('plan', '--json')
  process.stdout.write(`plan with nothing to change: ${Math.round(performance.now() - start)} ms\n`)
  expect(JSON.parse(again.stdout)).toMatchObject({ project: 'ytempire', steps: [], drift: [] })

  const folder = await temporaryFolder()
  expect(await runSightline(['build', '--out', folder])).toMatchObject({ code: 0 })
  const built = await run('plan', '--json', '--release', folder)
  expect(JSON.parse(built.stdout)).toMatchObject({ project: 'ytempire', steps: [] })
  expect(await run('apply', '--yes', '--release', folder)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('nothing to do'),
  })

  expect((await run('status')).stdout).toMatch(/database +0\.1\.0\+[\s\S]*drift +none/)
  expect((await run('releases')).stdout).toMatch(/0\.1\.0\+[0-9a-f]{12} .* done/)
  expect(await run('drift')).toMatchObject({ code: 0 })

  await client.query('alter view analytics.mrr_calculation set (security_barrier = true)')
  expect(await run('drift')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('+ with (security_barrier=true)'),
  })
  expect(await run('apply', '--yes', '--repair')).toMatchObject({ code: 0 })
  expect(await run('drift')).toMatchObject({ code: 0 })
  expect(await run('rollback', '--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no release before this one'),
  })
})

test('a rollback goes in two phases around Grafana, and its contract completes what was expanded', {
  timeout: 60_000,
}, async () => {
  const { connectionString, connect } = await testDatabase()
  const client = await connect()
  await createSources(
    client,
    project.definitions.filter((definition) => definition.kind === 'source'),
  )
  const release = desiredState(buildRelease(project))
  await applyRelease(client, release)
  const renamed = stateVariant(release, {
    title: 'renamed',
    select: { 'analytics.platform_performance': 'youtube_quota_used_today as quota_used' },
    words: { youtube_quota_used_today: 'quota_used' },
  })
  await applyRelease(client, renamed)
  const rollback = (phase: string, env: Record<string, string> = {}, ...version: string[]) =>
    runSightline(
      ['rollback', ...version, '--yes', '--phase', phase, '--database', connectionString],
      repository,
      env,
    )

  const { url, token, byHand } = await testGrafana()
  const mark = { tags: markTags(project), text: `${project.name} ${release.version}`, time: Date.now() }
  const { id } = await byHand('POST', '/api/annotations', mark)
  const shown = await rollback('expand', { GRAFANA_URL: url, GRAFANA_TOKEN: token }, release.version)
  expect(shown).toMatchObject({ code: 0, stderr: expect.not.stringContaining('breaks') })
  await byHand('DELETE', `/api/annotations/${id}`)
  const nowhere = { GRAFANA_URL: 'http://127.0.0.1:1', GRAFANA_TOKEN: token }
  expect(await rollback('expand', nowhere, release.version)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('expanded'),
    stderr: expect.stringMatching(
      /Which release Grafana shows is not known: [\s\S]*breaks +.*YouTube Quota.* of renamed\+\w+: column "quota_used" does not exist/,
    ),
  })
  const both = 'select quota_used, youtube_quota_used_today from analytics.platform_performance'
  expect((await client.query(both)).rowCount).toBe(1)
  expect(await rollback('contract')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`${release.version}: done`),
  })
  await expect(client.query(both)).rejects.toThrow('column "quota_used" does not exist')
})

/** Runs a script as a person would. */
function psql(connectionString: string, script: string): void {
  const options = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', `--dbname=${connectionString}`]
  execFileSync('/usr/lib/postgresql/15/bin/psql', options, {
    input: script,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
}

test('the printed script deploys when it is run by hand', { timeout: 60_000 }, async () => {
  const { connectionString, connect } = await testDatabase()
  const client = await connect()
  await createSources(
    client,
    project.definitions.filter((definition) => definition.kind === 'source'),
  )
  const { stdout } = await runSightline(['plan', '--sql', '--database', connectionString])
  psql(connectionString, stdout)
  const { rows } = await client.query("select count(*) as views from pg_views where schemaname = 'analytics'")
  expect(rows).toEqual([{ views: 17 }])
})

test('the printed script of a change does what apply does', async () => {
  const [database, fresh] = [await caseDatabase(inject('server')), await caseDatabase(inject('server'))]
  await applyRelease(database.client, firstState(database.role))
  psql(database.connectionString, planScript(await planRelease(database.client, secondState(database.role))))
  await deployFresh(fresh.client, secondRelease(fresh.role))
  const [found, wanted] = [
    await databasePicture(database.client, 'nobody'),
    await databasePicture(fresh.client, 'nobody'),
  ]
  expect(found).toEqual(wanted)
  await database.end()
  await fresh.end()
})

test('apply and rollback wait and give up by the same options', async () => {
  const helps = await Promise.all(['apply', 'rollback'].map((verb) => runSightline([verb, '--help'])))
  for (const { stdout } of helps)
    for (const option of ['--lock-timeout', '--statement-timeout', '--deadline', '--lock-wait'])
      expect(stdout).toContain(option)
})
