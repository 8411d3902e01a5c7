import { type VariableModel, VariableType } from '@grafana/grafana-foundation-sdk/dashboard'
import { expect, it } from 'vitest'
import { parsableQuery } from '../../toolkit/release/parsable-query.ts'
import type { ProjectQuery, QueriedDashboard } from '../../toolkit/release/project-query.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
const client = await database.connect()
await client.query(`
  create type mood as enum ('sad', 'happy');
  create table things (
    id integer, big bigint, name text, day date, at timestamptz, price numeric, key uuid, mood mood)`)

const now = new Date('2026-01-01T00:00:00Z')
const variables: VariableModel[] = [
  { type: VariableType.Query, name: 'one', query: 'select 1' },
  { type: VariableType.Query, name: 'several', query: 'select 1', multi: true },
  { type: VariableType.Interval, name: 'period', query: '7d,30d' },
  { type: VariableType.Custom, name: 'tier', query: 'beta,growth' },
  { type: VariableType.Textbox, name: 'word', query: '' },
]

function parsable(sql: string): string {
  const dashboard: QueriedDashboard = {
    definition: { uid: 'x', time: { from: 'now-1h', to: 'now' } },
    json: { schemaVersion: 39, templating: { list: variables }, annotations: {} },
  }
  const query: ProjectQuery<QueriedDashboard> = {
    kind: 'panel',
    where: 'x/y',
    sql,
    format: 'table',
    dashboard,
    panel: undefined,
    dataSource: undefined,
    rangeAt: (to) => ({ from: new Date(to.getTime() - 3_600_000), to }),
  }
  return parsableQuery(query, now)
}

it.each(['id', 'big', 'name', 'day', 'at', 'price', 'key', 'mood'])(
  'a column of any type is compared with a variable without a cast: %s',
  async (column) => {
    for (const condition of [
      `${column} = \${one:sqlstring}`,
      `${column} = '$one'`,
      `${column} in (\${several:sqlstring})`,
      `${column} in ($several)`,
      `${column} = \${word:sqlstring}`,
    ])
      await client.query(parsable(`select count(*) from things where ${condition}`))
  },
)

it.each([
  ["name like '%${one:raw}%'", "name like '%%'"],
  ['at > now() - ${period:sqlstring}::interval', "at > now() - '7d'::interval"],
  ['at > now() - interval ${one:sqlstring}', "at > now() - interval '0'"],
  ['name = ${tier:sqlstring}', "name = 'beta'"],
  ["$__timeGroup(at, '$period') > 0", 'floor(extract(epoch from at)/604800)*604800 > 0'],
])('what is known is put in, and a literal stays one: %s', async (condition, expected) => {
  const sql = parsable(`select 1 from things where ${condition}`)
  expect(sql).toBe(`select 1 from things where ${expected}`)
  await client.query(sql)
})
