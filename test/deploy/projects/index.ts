import type { ProjectCase } from '../support/project-case.ts'
import { dependentCases } from './dependents.ts'
import { nameCases } from './names.ts'
import { queryCases } from './queries.ts'
import { sessionCases } from './sessions.ts'

/** Projects in databases as people have them, by what is odd about them. */
export const projectCases: Readonly<Record<string, readonly ProjectCase[]>> = {
  'What somebody built on a release': dependentCases,
  Names: nameCases,
  Queries: queryCases,
  Sessions: sessionCases,
}
