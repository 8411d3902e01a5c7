import { readsAs } from '../../kinds/reads-as.ts'
import { hiddenTables, type RoleReads } from '../../postgres/hidden-rows.ts'
import { projectQueries } from '../../release/project-query.ts'
import type { Release } from '../../release/release.ts'
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
      .flatMap(({ definition }) =>
        definition ? readsAs(definition, { owner: role, reader: readerRole }) : [],
      )
    if (mentioned.some((relations) => relations.has(relation))) readers.push(readerRole)
    return [...new Set(readers)].map((reader) => ({ relation, role: reader }))
  })
}
