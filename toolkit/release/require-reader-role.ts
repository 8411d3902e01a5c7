import type { Project } from '../define/project.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { identifierProblem, type NameProblem } from '../sql/relation-name.ts'
import { place } from './project-index.ts'

/** Refuses a reader that no role can be. */
export function requireReaderRole(project: Project): void {
  const { readerRole } = project
  const problem = identifierProblem(readerRole) ?? keptByPostgres(readerRole)
  if (!problem) return
  throw new SightlineError({
    code: 'invalid-name',
    what: `The readerRole ${problem.what}.`,
    value: readerRole === '' ? "''" : readerRole,
    ...place(project),
    next: problem.next,
  })
}

function keptByPostgres(name: string): NameProblem | undefined {
  if (!/^pg_/.test(name) && !['public', 'none'].includes(name)) return undefined
  return {
    what: 'has a name that Postgres keeps for itself',
    next: 'Name a role of your own, which may be a member of that one, or give it a login role as a member.',
  }
}
