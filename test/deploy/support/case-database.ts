import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { createClient, createSources, withClient } from 'sightline/engine'
import { customers, orders, rows } from './small-shop.ts'

/** A database with the sources of the small shop, and a role that only it uses. */
export interface CaseDatabase {
  readonly client: pg.Client
  readonly connectionString: string
  readonly name: string
  readonly role: string
  end(): Promise<void>
}

/** Makes a database on a server whose connection string ends before the database's name. */
export async function caseDatabase(server: string): Promise<CaseDatabase> {
  const database = await emptyDatabase(server)
  await createSources(database.client, [customers, orders])
  for (const statement of rows) await database.client.query(statement)
  return database
}

/** Makes a database without the sources. */
export async function emptyDatabase(server: string): Promise<CaseDatabase> {
  const name = `case_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const role = `reader_of_${name}`
  await withClient(`${server}postgres`, (admin) => admin.query(`create database ${name}`))
  const client = createClient(`${server}${name}`)
  client.on('error', () => {})
  await client.connect()
  const end = async () => {
    await client.end().catch(() => {})
    await withClient(`${server}postgres`, async (admin) => {
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.query(`drop role if exists ${role}`)
    })
  }
  return { client, connectionString: `${server}${name}`, name, role, end }
}
