import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { App, DataResource, LocalBackend, TerraformStack } from 'cdktf'
import type { Client } from 'pg'
import { deployFresh, withClient } from 'sightline/engine'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { sightlineCommand } from '../../stacks/constructs/sightline-command.ts'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { type CaseDatabase, caseDatabase } from '../deploy/support/case-database.ts'
import { databasePicture } from '../deploy/support/database-picture.ts'
import { changesOf } from '../deploy/support/run-case.ts'
import { firstState, secondRelease, secondState, sharedViews } from '../deploy/support/two-releases.ts'
import { releaseLater } from '../support/resources.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { leavesOutDeploys } from '../support/terraform.ts'
import { type CdktfRun, cdktfFolder, runCdktf } from './run-cdktf.ts'

const password = `secret-${randomUUID()}`
let database: CaseDatabase
let folder = ''
let environment: Record<string, string> = {}

/** The role that deploys has a password that appears nowhere else, so that it can be looked for. */
async function deployer({ connectionString, client, name }: CaseDatabase): Promise<Record<string, string>> {
  const role = `deployer_of_${name}`
  await client.query(`create role ${role} login superuser password '${password}'`)
  const { hostname, port } = new URL(connectionString)
  return {
    TF_VAR_postgres_host: hostname,
    TF_VAR_postgres_port: port,
    TF_VAR_postgres_database: name,
    TF_VAR_postgres_username: role,
    TF_VAR_postgres_password: password,
    TF_VAR_postgres_sslmode: 'disable',
  }
}

const outputs: string[] = []

async function cdktf(args: readonly string[], more: Record<string, string> = {}): Promise<CdktfRun> {
  const run = await runCdktf(folder, args, { ...environment, ...more })
  outputs.push(run.output)
  return run
}

const deploy = (more: Record<string, string>) => cdktf(['deploy', '--auto-approve'], more)

async function readViews(client: Pick<Client, 'query'>): Promise<void> {
  for (const view of sharedViews) await client.query(`select count(*) from ${view}`)
}

describe.skipIf(leavesOutDeploys)('cdktf and Terraform with a Postgres', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    database = await caseDatabase(inject('server'))
    releaseLater(async () => {
      await database.end()
      const role = `deployer_of_${database.name}`
      await withClient(`${inject('server')}postgres`, (admin) => admin.query(`drop role ${role}`))
    })
    environment = { ...(await deployer(database)), SHOP_READER: database.role }
    folder = join(await temporaryFolder(), 'shop')
    await cdktfFolder(folder, 'test/stacks/fixture/sql-stack.ts')
  })

  test('a variable that is missing stops the deploy by its name, and nothing is done', async () => {
    const { code, output } = await deploy({ TF_VAR_postgres_host: '' })
    expect(code).toBe(1)
    expect(output.replaceAll(/[\s│]+/g, ' ')).toContain(
      'The host of the Postgres server. It is not set: give it in the environment variable TF_VAR_postgres_host.',
    )
    expect(changesOf(await planRelease(database.client, firstState(database.role)))).not.toEqual([])
  })

  test('a first deploy brings the release to the database', async () => {
    const { code, output } = await deploy({ SHOP: 'first' })
    expect(output).toContain('Apply complete! Resources: 3 added')
    expect(code).toBe(0)
    expect(changesOf(await planRelease(database.client, firstState(database.role)))).toEqual([])
  })

  test('a second deploy of the same release does nothing', async () => {
    const { code, output } = await deploy({ SHOP: 'first' })
    expect(code).toBe(0)
    expect(output).toContain('No changes. Your infrastructure matches the configuration.')
  })

  test('the diff names each object that changes, with its hashes', async () => {
    const { output } = await cdktf(['diff'], { SHOP: 'second' })
    expect(output).toMatch(/~ "view shop\.daily" += "[0-9a-f]{16}" -> "[0-9a-f]{16}"/)
    expect(output).toMatch(/\+ "view shop\.spenders" += "[0-9a-f]{16}"/)
    expect(output).not.toMatch(/[~+-] "schema shop"/)
  })

  test('a failure between the two steps leaves both releases working, and the next deploy completes it', async () => {
    const failed = await deploy({ SHOP: 'second', SHOP_BETWEEN: 'false' })
    expect(failed.code).toBe(1)
    await readViews(database.client)
    const again = await deploy({ SHOP: 'second' })
    expect(again.code).toBe(0)
    expect(changesOf(await planRelease(database.client, secondState(database.role)))).toEqual([])
    const found = await databasePicture(database.client, 'nobody')
    const fresh = await caseDatabase(inject('server'))
    await deployFresh(fresh.client, secondRelease(fresh.role))
    expect(found).toEqual(await databasePicture(fresh.client, 'nobody'))
    await fresh.end()
  })

  test('what Postgres refuses is said in its words, and the database stays as it was', async () => {
    const { code, output } = await deploy({ SHOP: 'broken' })
    expect(code).toBe(1)
    expect(output).toContain('Postgres refuses the view shop.broken: column "nothing" does not exist.')
    expect(changesOf(await planRelease(database.client, secondState(database.role)))).toEqual([])
  })

  test('a release that is older than the deployed one is refused', async () => {
    const { code, output } = await deploy({ SHOP: 'first' })
    expect(code).toBe(1)
    expect(output).toContain('This release is older than the deployed one, 2.0.0+')
    expect(changesOf(await planRelease(database.client, secondState(database.role)))).toEqual([])
  })

  test('a destroy leaves the database as it is unless it is asked to remove things', async () => {
    expect(await deploy({ SHOP: 'second' })).toMatchObject({ code: 0 })
    expect(await cdktf(['destroy', '--auto-approve'], { SHOP: 'second' })).toMatchObject({ code: 0 })
    await readViews(database.client)
  })

  test('a destroy that is asked to removes what releases made, and nothing else', async () => {
    const asked = { SHOP: 'second', SHOP_ON_DESTROY: 'remove' }
    expect(await deploy(asked)).toMatchObject({ code: 0 })
    await database.client.query('create table public.theirs (id int)')
    expect(await cdktf(['destroy', '--auto-approve'], asked)).toMatchObject({ code: 0 })
    const { rows } = await database.client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname !~ '^(pg_|information)'
       union all select format('%I.%I', schemaname, viewname) from pg_views where schemaname !~ '^(pg_|information)' order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual(['public.customers', 'public.orders', 'public.theirs'])
  })

  test('texts reach a command as they are, whatever Terraform or a shell would make of them', {
    timeout: 60_000,
  }, async () => {
    const outdir = await temporaryFolder()
    const app = new App({ outdir })
    const stack = new TerraformStack(app, 'echo')
    new LocalBackend(stack, { path: join(outdir, 'echo.tfstate') })
    const echo = sightlineCommand(stack, { name: code, args: [code] })
    const [, , ...words] = echo.interpreter ?? []
    const print = 'require("fs").writeFileSync("words.json", JSON.stringify(process.argv.slice(1)))'
    new DataResource(stack, 'echo', {
      provisioners: [{ ...echo, interpreter: ['node', '-e', print, ...words] }],
    })
    app.synth()
    const folder = join(outdir, 'stacks/echo')
    const terraform = (...args: string[]) => promisify(execFile)('terraform', args, { cwd: folder })
    await terraform('init')
    await terraform('apply', '-auto-approve')
    expect(JSON.parse(await readFile(join(folder, 'words.json'), 'utf8'))).toEqual([code, code])
  })

  test('no password is in what was synthesized, planned, kept or printed', async () => {
    const state = await readFile(join(folder, 'terraform.shop.tfstate'), 'utf8')
    const stack = await readFile(join(folder, 'cdktf.out/stacks/shop/cdk.tf.json'), 'utf8')
    for (const text of [...outputs, state, stack]) expect(text).not.toContain(password)
  })
})

test('without Terraform on the PATH a synthesis says what is missing', async () => {
  const empty = await temporaryFolder()
  const { requireTerraform } = await import('../../stacks/constructs/require-terraform.ts')
  expect(() => requireTerraform({ PATH: empty })).toThrow(
    'Neither Terraform nor OpenTofu is here, and nothing was done.\n  value: terraform',
  )
  expect(() => requireTerraform({ PATH: empty, TERRAFORM_BINARY_NAME: 'tofu' })).toThrow('value: tofu')
})

/** Code to Terraform, and to a shell. */
const code = `\${file("/etc/hostname")}%{if true}; touch ran; $(touch ran) 'q' "q"`
