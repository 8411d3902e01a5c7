import { applyRelease, destroyProject, planRelease } from 'sightline/engine'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { databasePicture } from './support/database-picture.ts'
import { firstState } from './support/two-releases.ts'

let database: CaseDatabase
beforeEach(async () => {
  database = await caseDatabase(inject('server'))
})
afterEach(() => database.end())

/** Somebody's event trigger that runs this whenever something was made. */
const trigger = (body: string, event = 'ddl_command_end') => `create schema "Their own";
  create function "Their own"."note it"() returns event_trigger language plpgsql as $$ begin ${body}; end $$;
  create event trigger "note it" on ${event} execute function "Their own"."note it"()`
const note = 'insert into ddl_log select command_tag from pg_event_trigger_ddl_commands()'

test('an event trigger that finds in public what it needs works as for everybody, and is not disturbed', async () => {
  const { client, role } = database
  await client.query('create table ddl_log (tag text)')
  await client.query(trigger(note))
  const desired = firstState(role)
  await planRelease(client, desired)
  expect((await applyRelease(client, desired)).outcome).toBe('done')
  const { rows } = await client.query(`select count(*) > 0 as noted from ddl_log where tag = 'CREATE VIEW'`)
  expect(rows).toEqual([{ noted: true }])
  expect(await destroyProject(client, 'shop')).toMatchObject({ outcome: 'removed', kept: [] })
})

describe.each([
  ['plan', planRelease],
  ['apply', applyRelease],
] as const)('%s', (_, deploy) => {
  test('names an event trigger that needs a search_path, and works once it has what it is told to give it', async () => {
    const { client, role, name } = database
    await client.query(`create schema audit; create table audit.ddl_log (tag text);
      alter database ${name} set search_path = audit, public`)
    await client.query(trigger(note))
    const picture = await databasePicture(client, role)
    const failure = await deploy(client, firstState(role)).catch(String)
    expect(failure).toMatch(
      /The event trigger "note it" of this database refuses it: relation "ddl_log" does not exist/,
    )
    expect(await databasePicture(client, role)).toEqual(picture)
    const [, statement = ''] = /(ALTER FUNCTION [^…]*= )…/.exec(String(failure)) ?? []
    await client.query(`${statement}audit`)
    await deploy(client, firstState(role))
  })

  test('names an event trigger that refuses, with what it says, and works while it is disabled as it is told', async () => {
    const { client, role } = database
    await client.query(
      trigger(`raise exception 'ask us first' using hint = 'Write to the desk.'`, 'ddl_command_start'),
    )
    const failure = await deploy(client, firstState(role)).catch(String)
    expect(failure).toMatch(/The event trigger "note it" of this database refuses it: ask us first/)
    expect(failure).toContain('Write to the desk.')
    const [statement = ''] = /ALTER EVENT TRIGGER "note it" DISABLE/.exec(String(failure)) ?? []
    await client.query(statement)
    await deploy(client, firstState(role))
  })
})
