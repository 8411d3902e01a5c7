import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { inject } from 'vitest'
import { createClient } from '../../toolkit/postgres/client.ts'
import { withClient } from '../../toolkit/postgres/with-client.ts'
import { releaseLater } from './resources.ts'

/** A database of its own for a test file, removed when the file is done. */
export interface TestDatabase {
  readonly name: string
  readonly connectionString: string
  /** A client on the database, ended with it. */
  connect(): Promise<pg.Client>
}

/** Makes an empty database on the run's embedded server, or on another one. */
export async function testDatabase(server = inject('server')): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const clients: pg.Client[] = []
  await withClient(`${server}postgres`, (client) => client.query(`create database ${name}`))
  releaseLater(async () => {
    await Promise.all(clients.map((client) => client.end()))
    await withClient(`${server}postgres`, (client) => client.query(`drop database ${name} with (force)`))
  })
  const connectionString = `${server}${name}`
  const connect = async () => {
    const client = createClient(connectionString)
    clients.push(client)
    await client.connect()
    return client
  }
  return { name, connectionString, connect }
}
