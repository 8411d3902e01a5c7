import { sql } from 'kysely'
import { defineProject, source, sourceIndex, sqlFunction } from 'sightline'
import { integer, text } from 'sightline/columns'
import {
  applyRelease,
  buildRelease,
  createSources,
  desiredState,
  destroyProject,
  planRelease,
  runDoctor,
  withClient,
} from 'sightline/engine'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { caseDatabase } from '../deploy/support/case-database.ts'
import { orders, panelsOf, viewOf } from '../deploy/support/small-shop.ts'
import { debianPostgres } from '../support/debian-postgres.ts'

const invoices = source('erp.invoices', {
  description: 'For a test.',
  columns: { invoice_id: integer().primaryKey(), note: text() },
})
const definitions = [
  orders,
  invoices,
  sourceIndex('orders_by_day', { description: 'For a test.', on: orders, columns: ['day'] }),
  sqlFunction('answer', {
    description: 'For a test.',
    returns: 'int',
    language: 'sql',
    body: sql`select 42`,
  }),
  viewOf('shop.daily', 'day', 'select day, count(*) as orders from orders group by day'),
  panelsOf('select day from shop.daily', 'select note from erp.invoices', 'select answer() as answer'),
]

const isStatement = (line: string) => /^(GRANT|REVOKE|ALTER|CREATE) /.test(line)

describe.each([
  ['the embedded Postgres', async () => inject('server')],
  ["Debian's Postgres 15", async () => (await debianPostgres('nothing')).connectionString('')],
] as const)('on %s', (_, start) => {
  let server: string
  beforeAll(async () => {
    server = await start()
  })

  test.each([
    ['a role that may do nothing', '', false],
    ['a role with the ADMIN OPTION on the reader alone', 'admin', false],
    ['a role of a careful administrator, who follows the warnings too', '', true],
    ['a role that is not the first to deploy here', 'second', false],
    ['a role that inherits nothing, in a schema of somebody who has the tables', 'owner', false],
  ])('following the doctor to the letter makes %s ready, and no superuser', async (_, given, careful) => {
    const { client, connectionString, name, role, end } = await caseDatabase(server)
    const weak = `weak_${name}`
    const owner = `owner_${name}`
    const project = { name: 'shop', version: '1.0.0', folder: { uid: 'shop', title: 'Shop' } }
    const release = buildRelease(
      defineProject({ ...project, readerRole: role, definitions, sample: async () => {} }),
    )
    await client.query(`create schema erp; create role ${weak}; revoke usage on schema public from public`)
    await createSources(client, [invoices])
    if (given === 'admin')
      await client.query(`create role ${role}; grant ${role} to ${weak} with admin option`)
    if (given === 'owner')
      await client.query(`create role ${owner}; alter role ${weak} noinherit; grant ${owner} to ${weak};
        alter table orders owner to ${owner}; create schema shop authorization ${owner}`)
    if (given === 'second') {
      const other = defineProject({
        ...project,
        name: 'first',
        readerRole: role,
        definitions: [],
        sample: async () => {},
      })
      await applyRelease(client, desiredState(buildRelease(other)))
    }
    await withClient(connectionString, async (deployer) => {
      await deployer.query(`set role ${weak}`)
      await expect(planRelease(deployer, desiredState(release))).rejects.toThrow()
      for (let round = 0; round < 4; round++) {
        const checks = await runDoctor(deployer, release)
        const followed = checks.filter(({ state }) => state === 'failure' || (careful && state === 'warning'))
        const statements = followed.flatMap(({ next }) => next).filter(isStatement)
        if (!checks.some(({ state }) => state === 'failure')) break
        for (const statement of statements) await client.query(statement)
      }
      const left = (await runDoctor(deployer, release)).filter(({ state }) => state === 'failure')
      expect(left).toEqual([])
      expect(await applyRelease(deployer, desiredState(release))).toMatchObject({ outcome: 'done' })
      if (given === 'second') await destroyProject(client, 'first')
      expect(await destroyProject(deployer, 'shop')).toMatchObject({ outcome: 'removed' })
      const { rows } = await client.query(
        `select from pg_roles s where rolsuper and pg_has_role($1, oid, 'member')`,
        [weak],
      )
      expect(rows).toEqual([])
    })
    await end()
    await withClient(`${server}postgres`, (admin) =>
      admin.query(`drop role ${weak}; drop role if exists ${owner}`),
    )
  })
})
