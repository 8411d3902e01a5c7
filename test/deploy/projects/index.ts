import type { ProjectCase } from '../support/project-case.ts'
import { sessionCases } from './sessions.ts'

/** Projects in databases as people have them, by what is odd about them. */
export const projectCases: Readonly<Record<string, readonly ProjectCase[]>> = {
  Sessions: sessionCases,
}
