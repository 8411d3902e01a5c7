import { withEmptyServer } from '../../toolkit/embedded/empty-server.ts'
import { withClient } from '../../toolkit/postgres/with-client.ts'

// Uses the server of a folder, says so, and goes on for ever or, told to end, says that too.
const [, , folder = '', ends] = process.argv
await withEmptyServer(folder, async (server) => {
  await withClient(server.connectionString('postgres'), async (client) => {
    await client.query('create database left_over')
    await client.query('create role left_over')
  })
  console.log(`server ${server.pid}`)
  if (ends === undefined) await new Promise((resolve) => setTimeout(resolve, 600_000))
})
