import { describe, test } from 'vitest'
import { majors, postgres } from '../support/postgres-major.ts'
import { deployCases } from './cases/index.ts'
import { runCase } from './support/run-case.ts'

/** Postgres 15 runs every case, as 18 does in the files of the cases; those between share them. */
const shared = majors.filter((major) => major !== 15 && major !== 18)
const everyCase = process.env.EVERY_CASE === '1'

describe.each(majors.filter((major) => major !== 18))('Postgres %i', (major) => {
  const own = deployCases.filter(
    ({ since = 14 }, index) =>
      since <= major && (everyCase || major === 15 || index % shared.length === shared.indexOf(major)),
  )
  test.each(own)('$title', async (deployCase) => runCase(await postgres(major), deployCase))
})
