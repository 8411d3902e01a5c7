import type { ProjectCase } from '../support/project-case.ts'
import { dependentCases } from './dependents.ts'
import { nameCases } from './names.ts'
import { queryCases } from './queries.ts'
import { refusedCases } from './refused.ts'
import { sessionCases } from './sessions.ts'

/** Projects in databases as people have them, by what is odd about them. */
export const projectCases: Readonly<Record<string, readonly ProjectCase[]>> = {
  'What somebody built on a release': dependentCases,
  Names: nameCases,
  Queries: queryCases,
  'What Postgres takes of a view, or of an empty table, and refuses of what is made': refusedCases,
  Sessions: sessionCases,
}
