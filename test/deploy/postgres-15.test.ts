import { beforeAll, test } from 'vitest'
import { debianPostgres } from '../support/debian-postgres.ts'
import { byHandCases } from './cases/by-hand.ts'
import { chainCases } from './cases/chains.ts'
import { columnCases } from './cases/columns.ts'
import { grainCases } from './cases/grains.ts'
import { otherCases } from './cases/others.ts'
import { storedCases } from './cases/stored.ts'
import { runCase } from './support/run-case.ts'

let server: string
beforeAll(async () => {
  const { connectionString } = await debianPostgres('nothing')
  server = connectionString('')
})

const all = [columnCases, chainCases, grainCases, storedCases, byHandCases, otherCases].flat()

test.each(all)("Debian's Postgres 15: $title", (deployCase) => runCase(server, deployCase))
