import { applyRelease, deployFresh, findDrift, planRelease } from 'sightline/engine'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { type CaseDatabase, caseDatabase } from './support/case-database.ts'
import { databasePicture } from './support/database-picture.ts'
import { changesOf } from './support/run-case.ts'
import { firstRelease, firstState, secondRelease, secondState } from './support/two-releases.ts'

let database: CaseDatabase
let fresh: CaseDatabase
beforeEach(async () => {
  database = await caseDatabase(inject('server'))
  fresh = await caseDatabase(inject('server'))
})
afterEach(async () => {
  await database.end()
  await fresh.end()
})

test('a database that was built without records is taken over as it is', async () => {
  const { client, role } = database
  await deployFresh(client, firstRelease(role))
  const plan = await planRelease(client, firstState(role))
  expect(changesOf(plan)).toEqual(['expand grant reader'])
  await applyRelease(client, firstState(role))
  expect(await findDrift(client, 'shop')).toEqual([])
  await applyRelease(client, secondState(role))
  await deployFresh(fresh.client, secondRelease(role))
  expect(await databasePicture(client, 'nobody')).toEqual(await databasePicture(fresh.client, 'nobody'))
})

test('two projects keep to themselves in one database', async () => {
  const { client, role } = database
  await applyRelease(client, firstState(role))
  const other = { ...firstState(role), project: 'other', objects: [], queries: [], schedules: [] }
  await applyRelease(client, other)
  expect(changesOf(await planRelease(client, firstState(role)))).toEqual([])
})
