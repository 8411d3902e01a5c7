import { deployFresh } from 'sightline/engine'
import { expect } from 'vitest'
import { findDrift } from '../../../toolkit/deploy/plan/drift.ts'
import { obstacles, type Plan, planRelease } from '../../../toolkit/deploy/plan/plan.ts'
import { applyRelease } from '../../../toolkit/deploy/run/apply.ts'
import { type DesiredState, desiredState } from '../../../toolkit/release/desired-state.ts'
import { type CaseDatabase, caseDatabase } from './case-database.ts'
import { databasePicture } from './database-picture.ts'
import type { DeployCase } from './deploy-case.ts'
import { shopRelease } from './small-shop.ts'

/** Runs a case: the plan says what it should, applying it breaks no query, and the result is that of a fresh build. */
export async function runCase(server: string, deployCase: DeployCase): Promise<void> {
  const database = await caseDatabase(server)
  const fresh = await caseDatabase(server)
  try {
    await run(database, fresh, deployCase)
  } finally {
    await database.end()
    await fresh.end()
  }
}

async function run(database: CaseDatabase, fresh: CaseDatabase, deployCase: DeployCase): Promise<void> {
  const { client, role } = database
  const before = desiredState(shopRelease(deployCase.before, role))
  const release = shopRelease(deployCase.after, role, '2.0.0')
  const after = desiredState(release)
  for (const statement of deployCase.there ?? []) {
    await client.query(statement)
    await fresh.client.query(statement)
  }
  await applyRelease(client, before)
  for (const statement of deployCase.byHand ?? []) await client.query(statement)
  const plan = await planRelease(client, after)
  expect(changesOf(plan)).toEqual(deployCase.changes)
  expect(hazardsOf(plan)).toEqual([...(deployCase.hazards ?? [])].sort())
  if (deployCase.stops !== undefined) {
    const picture = await databasePicture(client, role)
    expect(
      obstacles(plan)
        .map(({ message }) => message)
        .join('\n'),
    ).toContain(deployCase.stops)
    await expect(applyRelease(client, after)).rejects.toThrow(deployCase.stops)
    expect(await databasePicture(client, role)).toEqual(picture)
    return
  }
  await applyRelease(client, after, { phase: 'expand' })
  if (!deployCase.breaksOld) await expectToWork(database, before)
  await expectToWork(database, after)
  await applyRelease(client, after, { phase: 'contract' })
  await expectToWork(database, after)
  await expectFreshBuild(database, fresh, deployCase)
  for (const query of deployCase.keeps ?? []) {
    const { rows } = await client.query({ text: query, rowMode: 'array' })
    expect([query, rows[0]?.[0]]).toEqual([query, true])
  }
  const again = await planRelease(client, after)
  expect(changesOf(again)).toEqual([])
  const differs = new Set(deployCase.differs)
  expect((await findDrift(client, 'shop')).filter(({ object }) => !differs.has(object))).toEqual([])
}

async function expectFreshBuild(
  database: CaseDatabase,
  fresh: CaseDatabase,
  deployCase: DeployCase,
): Promise<void> {
  await deployFresh(fresh.client, shopRelease(deployCase.after, database.role, '2.0.0'))
  const [found, wanted] = [
    await databasePicture(database.client, database.role),
    await databasePicture(fresh.client, database.role),
  ]
  const names = new Set([...(deployCase.differs ?? []), 'orders', 'customers'])
  expect(within(found.relations, wanted.relations, names)).toEqual(
    within(wanted.relations, wanted.relations, names),
  )
  expect(indexesWithout(found.indexes, names)).toEqual(indexesWithout(wanted.indexes, names))
  expect(found.functions).toEqual(wanted.functions)
}

/** What was made by hand is not part of a fresh build, and the partitions of roll-ups follow the clock; everything else in our schemas has to be. */
function within(rows: unknown, wanted: unknown, except: ReadonlySet<string>): unknown[] {
  if (!Array.isArray(rows) || !Array.isArray(wanted)) return []
  const isPartition = (name: string) => /__(?:\d{8,10}|default)$/.test(name)
  return rows.filter(
    ({ name }) => !isPartition(String(name)) && !except.has(String(name).replace(/^public\./, '')),
  )
}

/** Those of a partitioned table that the release no longer has stay with it. */
function indexesWithout(rows: unknown, tables: ReadonlySet<string>): unknown[] {
  if (!Array.isArray(rows)) return []
  return rows.filter(({ text }) => ![...tables].some((name) => String(text).includes(` ON ONLY ${name} `)))
}

/** Every query of a release works for the reader. */
async function expectToWork({ client, role }: CaseDatabase, { queries }: DesiredState): Promise<void> {
  for (const { where, sql } of queries) {
    await client.query(`begin read only; set local role ${role}`)
    try {
      await client.query(sql)
    } catch (error) {
      throw new Error(`${where} fails: ${sql}`, { cause: error })
    } finally {
      await client.query('rollback')
    }
  }
}

/** The steps of a plan in short. */
export function changesOf({ steps }: Plan): string[] {
  return steps.map(
    ({ phase, kind, object }) =>
      `${phase} ${kind} ${object.replace(/__[0-9a-f]{8}$/, '__hash').replace(/^reader_of_.*/, 'reader')}`,
  )
}

function hazardsOf({ steps }: Plan): string[] {
  const kinds = steps.flatMap(({ hazards }) => hazards.map(({ kind }) => kind))
  return [...new Set(kinds)].filter((kind) => kind !== 'locks readers' && kind !== 'long build').sort()
}
