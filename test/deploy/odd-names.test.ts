import { sql } from 'kysely'
import {
  type Definition,
  dashboard,
  defineProject,
  from,
  materializedView,
  row,
  source,
  sourceIndex,
  sqlFunction,
  table,
  tablePanel,
  view,
} from 'sightline'
import { domain, enumType, integer, text } from 'sightline/columns'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findDrift } from '../../toolkit/deploy/plan/drift.ts'
import { planRelease } from '../../toolkit/deploy/plan/plan.ts'
import { applyRelease } from '../../toolkit/deploy/run/apply.ts'
import { destroyProject } from '../../toolkit/deploy/run/destroy.ts'
import { buildLineage } from '../../toolkit/lineage/build-lineage.ts'
import { createSources } from '../../toolkit/local/create-sources.ts'
import { buildRelease } from '../../toolkit/release/build-release.ts'
import { desiredState } from '../../toolkit/release/desired-state.ts'
import type { Release } from '../../toolkit/release/release.ts'
import { refreshViews } from '../../toolkit/schedules/refresh-views.ts'
import { derivedName } from '../../toolkit/sql/derived-name.ts'
import { relationName } from '../../toolkit/sql/relation-name.ts'
import { oddNames } from '../support/odd-names.ts'
import { type CaseDatabase, emptyDatabase } from './support/case-database.ts'

const description = 'Of odd names.'
const columns = { id: integer().primaryKey(), 'Full "Name"': text(), 'a.b': integer() }

/** Grafana takes a dollar sign in the SQL of a panel for one of its variables, wherever it stands. */
const shownNames = oddNames.filter((name) => !name.includes('$'))

/** Each name once as a source, two types, a stored view, a view, a table, an index, a function and what a panel reads. */
function release(role: string, revision: 1 | 2): Release {
  const definitions: Definition[] = []
  const sources = oddNames.map((name) => {
    const type = (suffix: string) => relationName(name).with({ suffix }).written
    const mood = enumType(type(' (collate it)'), ['glad'])
    const code = domain(type(' [12]'), text(), { notNull: true })
    return source(name, { description, columns: { ...columns, mood: mood(), code: code() } })
  })
  const panels = sources.flatMap((rows, position) => {
    const part = (suffix: string) => relationName(rows.name).with({ suffix }).written
    const total = revision === 1 ? 'total' : 'sum'
    const stored = materializedView(part(' stored'), {
      description,
      grain: ['id'],
      indexes: [['total']],
      query: sql<{ id: number; total: number }>`
        select id, 1 + ${sql.lit(revision)} as total from (table ${sql.table(rows.name)}) t`,
    })
    const shown = view(part(' shown'), {
      description,
      grain: ['id'],
      columns: { id: "It's $lock$ and $role$." },
      query: from(stored, rows)
        .selectFrom(stored.name)
        .innerJoin(`${rows.name} as r`, 'r.id', `${stored.name}.id`)
        .select([`${stored.name}.id`, sql<number>`total`.as(total), sql<string>`r.code`.as('code')])
        .select((revision === 1 ? sql<string>`r.mood` : sql<string>`r.mood::text collate "C"`).as('mood')),
    })
    definitions.push(rows, stored, shown)
    definitions.push(table(part(' log'), { description, columns }))
    definitions.push(
      sqlFunction(part(' f'), {
        description: '$body$ says it.',
        returns: 'integer',
        language: 'sql',
        body: sql`select ${sql.lit(revision)} /* $body$ */`,
      }),
    )
    const index = derivedName('i'.repeat(55 + (position % 9)), { suffix: String(position).padStart(2, '0') })
    const where = revision === 2 ? { where: () => sql<boolean>`id > 0` } : {}
    definitions.push(sourceIndex(index, { description, on: rows, columns: ['Full "Name"'], ...where }))
    const query = from(shown).selectFrom(shown.name).selectAll()
    return shownNames.includes(rows.name)
      ? [tablePanel({ title: `Panel ${position}`, description, query })]
      : []
  })
  const shown = dashboard({ uid: 'odd', title: 'Odd', description, rows: [row('R', { panels })] })
  return buildRelease(
    defineProject({
      name: 'odd',
      version: `${revision}.0.0`,
      folder: { uid: 'odd', title: 'Odd' },
      readerRole: role,
      definitions: [...definitions, shown],
      sample: async () => {},
    }),
  )
}

let database: CaseDatabase
beforeAll(async () => {
  database = await emptyDatabase(inject('server'))
  await createSources(database.client, release(database.role, 1).sources)
  for (const name of oddNames)
    await database.client.query(`insert into ${relationName(name).sql} values (1, 'one', 1, 'glad', 'NO')`)
  await database.client.query(`alter database ${database.name} set search_path = '"$user"', pg_catalog`)
})
afterAll(() => database.end())

/** What every panel shows to the reader. */
async function shownTo(role: string): Promise<unknown[]> {
  const { client } = database
  const found: unknown[] = []
  await client.query(`set role ${role}`)
  for (const name of shownNames) {
    const { sql: shown } = relationName(name).with({ suffix: ' shown' })
    found.push((await client.query(`select * from ${shown}`)).rows)
  }
  await client.query('reset role')
  return found
}

const all = <T>(value: T) => shownNames.map(() => value)

test('odd names are deployed, changed, read, refreshed, rolled back and removed', {
  timeout: 180_000,
}, async () => {
  const { client, role } = database
  const [first, second] = [release(role, 1), release(role, 2)]
  await expect(applyRelease(client, desiredState(first))).resolves.toMatchObject({ outcome: 'done' })
  expect(await findDrift(client, 'odd')).toEqual([])
  expect((await planRelease(client, desiredState(first))).steps).toEqual([])
  expect(await shownTo(role)).toEqual(all([{ id: 1, total: 2, code: 'NO', mood: 'glad' }]))

  const applied = await applyRelease(client, desiredState(second))
  expect(applied.outcome).toBe('done')
  expect(await findDrift(client, 'odd')).toEqual([])
  expect((await planRelease(client, desiredState(second))).steps).toEqual([])
  expect(await shownTo(role)).toEqual(all([{ id: 1, sum: 3, code: 'NO', mood: 'glad' }]))

  const refreshed = await refreshViews(client, second.project, { onStep: () => {} })
  expect(refreshed.map(({ rows }) => rows)).toEqual(oddNames.map(() => 1))
  const lineage = await buildLineage(client, second)
  for (const name of oddNames)
    expect(lineage.readersOf(name, 'id').map(({ reader }) => reader)).toContain(
      relationName(name).with({ suffix: ' stored' }).written,
    )

  await applyRelease(client, desiredState(first))
  expect(await findDrift(client, 'odd')).toEqual([])
  expect(await shownTo(role)).toEqual(all([{ id: 1, total: 2, code: 'NO', mood: 'glad' }]))

  const { kept } = await destroyProject(client, 'odd')
  expect(kept.filter(({ object }) => object.startsWith('table'))).toEqual([])
  const { rows } = await client.query(
    `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
  )
  expect(rows).toEqual([])
})
