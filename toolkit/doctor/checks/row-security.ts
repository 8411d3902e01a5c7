import { hiddenTables, type RoleReads } from '../../postgres/hidden-rows.ts'
import { projectQueries } from '../../release/project-query.ts'
import type { Release } from '../../release/release.ts'
import type { SqlObject } from '../../release/sql-object.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { mentionedNames } from '../../sql/mentioned-names.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

/** That row level security leaves something to see of the source tables: without a policy it shows nothing, silently. */
export async function examineRowSecurity({ client, release, role }: DoctorContext): Promise<DoctorCheck[]> {
  const { failure } = findingsOf('row security')
  const hidden = await hiddenTables(client, readsOf(release, role))
  return hidden.map(({ table, role: reader }) =>
    failure(
      `Row level security of the table ${table.written} shows ${reader} no row: no policy is for it.`,
      `Say which rows it may see: CREATE POLICY name ON ${table.sql} FOR SELECT TO ${quoteIdentifier(reader)} USING (condition)`,
    ),
  )
}

/** Panels read as the reader, what we create as the role that deploys it. */
function readsOf(release: Release, role: string): RoleReads[] {
  const { readerRole } = release.project
  const sources = release.sources.map(({ name }) => name)
  const shown = projectQueries(release).filter(({ kind }) => kind !== 'data check')
  const mentioned = shown.map(({ sql }) => mentionedNames(sql).relations)
  return sources.flatMap((relation) => {
    const readers = release.sqlObjects
      .filter(({ dependsOn }) => dependsOn.includes(relation))
      .flatMap(({ definition }) => (definition ? readerOf(definition, role, readerRole) : []))
    if (mentioned.some((relations) => relations.has(relation))) readers.push(readerRole)
    return [...new Set(readers)].map((reader) => ({ relation, role: reader }))
  })
}

function readerOf(definition: NonNullable<SqlObject['definition']>, role: string, reader: string): string[] {
  switch (definition.kind) {
    case 'view':
      return definition.with.some((option) => /^security_invoker=(?:true|on|yes|1)$/.test(option))
        ? [reader]
        : [role]
    case 'function':
      return [reader]
    case 'materialized view':
    case 'incremental view':
      return [role]
    default:
      return []
  }
}
