import { describe, test } from 'vitest'
import { type Major, majors, postgres } from '../support/postgres-major.ts'
import { projectCases } from './projects/index.ts'
import { runProjectCase } from './support/run-project-case.ts'

/** Every case runs on 18, and the others share them. */
const others = majors.filter((major) => major !== 18)
const everyCase = process.env.EVERY_CASE === '1'

const isFor = (major: Major, index: number) =>
  major === 18 || everyCase || index % others.length === others.indexOf(major)

describe.each(majors)('Postgres %i', (major) => {
  describe.each(Object.entries(projectCases))('%s', (_, cases) => {
    const own = cases.filter(({ since = 14 }, index) => since <= major && isFor(major, index))
    test.each(own)('$title', async (projectCase) => runProjectCase(await postgres(major), projectCase))
  })
})
