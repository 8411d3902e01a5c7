import {
  applyRelease,
  type DesiredState,
  desiredState,
  destroyProject,
  planRelease,
  withClient,
} from 'sightline/engine'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { changesOf } from './support/run-case.ts'
import { panelsOf, shopRelease, storedOf, viewOf } from './support/small-shop.ts'

let database: CaseDatabase
beforeEach(async () => {
  database = await caseDatabase(inject('server'))
})
afterEach(() => database.end())

const names = ['shop.v0', 'shop.v1', 'shop.v2']

function release(columns: string, version: string): DesiredState {
  const views = names.map((name) => viewOf(name, 'order_id', `select order_id${columns} from orders`))
  return desiredState(
    shopRelease([...views, panelsOf('select order_id from shop.v0')], database.role, version),
  )
}

/** Somebody reads a view and does not end while this is done. */
async function whileSomebodyReads<T>(view: string, work: () => Promise<T>): Promise<T> {
  return withClient(database.connectionString, async (reader) => {
    await reader.query(`begin; select * from ${view} limit 1`)
    return work().finally(() => reader.query('rollback'))
  })
}

const inHaste = { lockTimeout: 1, deadline: 1500 }

async function expectCompletion(state: DesiredState): Promise<void> {
  expect((await applyRelease(database.client, state)).outcome).toBe('done')
  expect(changesOf(await planRelease(database.client, state))).toEqual([])
}

test('where a part of the first phase finds no moment, what is done is named, and the same command does the rest', async () => {
  const { client } = database
  await applyRelease(client, release('', '1.0.0'))
  const next = release(', 1 as one', '2.0.0')
  const failure = await whileSomebodyReads('shop.v1', () => applyRelease(client, next, inHaste)).catch(String)
  expect(failure).toMatch(/A part of 2\.0\.0\S* is there beside what was: old dashboards work as before/)
  expect(failure).toMatch(/done: extend shop\.v0\n/)
  expect(failure).toContain('The same command then uses what is there and does the rest.')
  await expectCompletion(next)
})

test('where a part of the last phase finds no moment, what is done is named, and the same command does the rest', async () => {
  const { client } = database
  await applyRelease(client, release(', 1 as one', '1.0.0'))
  const next = desiredState(shopRelease([panelsOf('select name from customers')], database.role, '2.0.0'))
  await applyRelease(client, next, { phase: 'expand' })
  const failure = await whileSomebodyReads('shop.v1', () => applyRelease(client, next, inHaste)).catch(String)
  expect(failure).toMatch(/2\.0\.0\S* is expanded, and a part of its last phase is done/)
  expect(failure).toMatch(/done: drop shop\.v0\n/)
  expect(failure).toContain('The same command then does the rest. Or go back: `sightline rollback`.')
  await expectCompletion(next)
})

const refuse = (command: string) => `create schema byhand;
  create function byhand.stop() returns event_trigger language plpgsql as 'begin raise exception ''not today''; end';
  create event trigger stop on ddl_command_start when tag in ('${command}') execute function byhand.stop()`

/** Refuses it in the schema of the project: what a plan tries has schemas of its own. */
const refuseInShop = (command: string) => `create schema byhand;
  create function byhand.stop() returns event_trigger language plpgsql as
    'begin if exists (select from pg_event_trigger_ddl_commands() where schema_name = ''shop'') then raise exception ''not today''; end if; end';
  create event trigger stop on ddl_command_end when tag in ('${command}') execute function byhand.stop()`

test('where what is made before the phases breaks off, what is there is named', async () => {
  const { client, role } = database
  const next = desiredState(
    shopRelease(
      [
        storedOf('shop.kept', 'order_id', 'select order_id from orders'),
        panelsOf('select order_id from shop.kept'),
      ],
      role,
    ),
  )
  await client.query(refuseInShop('CREATE MATERIALIZED VIEW'))
  const failure = await applyRelease(client, next).catch(String)
  expect(failure).toMatch(/A part of 1\.0\.0\S* is there beside what was[\s\S]*done: add shop/)
  await client.query('drop event trigger stop')
  await expectCompletion(next)
})

test('where only what nothing uses any more cannot be dropped, the release is said to be in place', async () => {
  const { client, role } = database
  const stored = (more: string, version: string) =>
    desiredState(
      shopRelease(
        [
          storedOf('shop.kept', 'order_id', `select order_id${more} from orders`),
          panelsOf('select order_id from shop.kept'),
        ],
        role,
        version,
      ),
    )
  await applyRelease(client, stored('', '1.0.0'))
  await client.query(refuse('DROP MATERIALIZED VIEW'))
  const next = stored(', 1 as one', '2.0.0')
  const failure = await applyRelease(client, next).catch(String)
  expect(failure).toMatch(/not today\. 2\.0\.0\S* is in place, and all of it works/)
  expect(failure).toContain('The same command then removes what is left.')
  await client.query('drop event trigger stop')
  await expectCompletion(next)
})

test('where a project is removed in part, what is gone is named, and the same command removes the rest', async () => {
  const { client, role } = database
  await applyRelease(
    client,
    desiredState(
      shopRelease(
        [
          storedOf('shop.kept', 'order_id', 'select order_id from orders'),
          panelsOf('select order_id from shop.kept'),
        ],
        role,
      ),
    ),
  )
  await client.query(refuse('DROP MATERIALIZED VIEW'))
  const failure = await destroyProject(client, 'shop').catch(String)
  expect(failure).toMatch(/not today\. A part of the project is removed[\s\S]*done: drop shop\.kept/)
  await client.query('drop event trigger stop')
  expect((await destroyProject(client, 'shop')).outcome).toBe('removed')
})
