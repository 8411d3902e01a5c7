import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { createClient, withClient } from 'sightline/engine'
import { sessionSettings } from './by-hand.ts'
import type { Scenario } from './scenario.ts'
import { quote, quoteRelation, type SourceTable, sourceTable } from './source-tables.ts'

/** The database of a scenario before anything is deployed to it. */
export interface World {
  /** Somebody who may do everything. */
  readonly admin: pg.Client
  /** How the deploying role connects. */
  readonly deployUrl: string
  readonly sources: readonly [SourceTable, SourceTable]
  /** By project. */
  readonly readers: readonly string[]
  readonly stranger: string
  /** Every role that the scenario may have. */
  readonly roles: readonly string[]
  end(): Promise<void>
}

/** Makes the database, its sources and the roles of a scenario. */
export async function makeWorld(server: string, scenario: Scenario): Promise<World> {
  const id = randomUUID().slice(0, 8)
  const name = `world ${id}`
  const role = (title: string, index: number) =>
    `${(scenario.titles[index] ?? '').slice(0, 12)} ${title} ${id}`
  const [reader, other, stranger, deployer] = [
    role('reader', 0),
    role('other reader', 1),
    role('stranger', 1),
    role('deployer', 0),
  ] as const
  const roles = [reader, other, stranger, deployer]
  const url = (database: string) => {
    const made = new URL(server)
    made.pathname = `/${encodeURIComponent(database)}`
    return made
  }
  await withClient(`${server}postgres`, async (client) => {
    await client.query(`create database ${quote(name)}`)
    await client.query(`create role ${quote(stranger)}`)
    await client.query(`create role ${quote(deployer)} login password 'deployer' createrole`)
    for (const setting of sessionSettings[scenario.setting] ?? [])
      await client.query(`alter database ${quote(name)} ${setting}`)
  })
  const admin = createClient(url(name).href)
  admin.on('error', () => {})
  await admin.connect()
  const [oddSchema = 'odd', , ,] = scenario.schemas.slice(3)
  const sources = [
    sourceTable('public', 'orders', ['order_id', 'label', 'amount', 'placed_at']),
    sourceTable(oddSchema, scenario.relations[10] ?? 'odd', scenario.columns.slice(0, 4)),
  ] as const
  await admin.query(
    'create schema if not exists legacy; create table legacy.orders (order_id integer, label text, amount numeric(10,2), placed_at timestamptz)',
  )
  for (const table of sources) for (const statement of table.create) await admin.query(statement)
  const deployUrl = url(name)
  if (scenario.deployer === 'as documented') {
    deployUrl.username = encodeURIComponent(deployer)
    deployUrl.password = 'deployer'
    await admin.query(`grant create, temporary on database ${quote(name)} to ${quote(deployer)}`)
    for (const schema of new Set(['public', 'legacy', oddSchema]))
      await admin.query(
        `grant create, usage on schema ${quote(schema)} to ${quote(deployer)} with grant option`,
      )
    for (const table of sources)
      await admin.query(`alter table ${quoteRelation(table)} owner to ${quote(deployer)}`)
  }
  const end = async () => {
    await admin.end()
    await withClient(`${server}postgres`, async (client) => {
      await client.query(`drop database if exists ${quote(name)} with (force)`)
      for (const one of roles) await client.query(`drop role if exists ${quote(one)}`)
    })
  }
  return {
    admin,
    deployUrl: deployUrl.href,
    sources: [sources[0], sources[1]],
    readers: [reader, scenario.sharesReader ? reader : other],
    stranger,
    roles,
    end,
  }
}
