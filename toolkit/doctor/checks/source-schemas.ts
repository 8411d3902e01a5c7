import { createdKind } from '../../kinds/definition-kinds.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { mentionedNames } from '../../sql/mentioned-names.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'
import { shownQueries } from '../shown-queries.ts'

interface Closed {
  readonly schema: string
  readonly isOpen: boolean
  readonly isPassedOn: boolean
}

/** That this role may use the schemas of the source tables, and let the reader into those of what panels use. */
export async function examineSourceSchemas({ client, release, role }: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, failure } = findingsOf('source schemas')
  const schemaOf = (name: string) => relationName(name).schema
  const queries = shownQueries(release)
  const texts = queries.map(({ sql }) => mentionedNames(sql))
  const mentioned = new Set(texts.flatMap(({ relations }) => [...relations]))
  const made = release.sqlObjects.filter(
    ({ definition }) => definition && ['function', 'relation'].includes(createdKind(definition).usedAs ?? ''),
  )
  const own = new Set(made.map(({ name }) => name))
  const used = new Set(
    texts.flatMap(({ relations, functions }) =>
      [...relations, ...functions].filter((name) => own.has(name)).map(schemaOf),
    ),
  )
  const names = release.sources.map(({ name }) => name)
  const shown = new Set(names.filter((name) => mentioned.has(name)).map(schemaOf))
  const { rows } = await client.query<Closed>(
    `select nspname::text as schema, has_schema_privilege(oid, 'usage') as "isOpen",
       has_schema_privilege(oid, 'usage with grant option') or has_schema_privilege('public', oid, 'usage') or exists (
         select from pg_roles reader where rolname = $2 and has_schema_privilege(reader.oid, pg_namespace.oid, 'usage')
       ) as "isPassedOn"
     from pg_namespace where nspname = any($1) order by 1`,
    [[...new Set([...names.map(schemaOf), ...used])], release.project.readerRole],
  )
  const checks = rows.flatMap(({ schema, isOpen, isPassedOn }) => {
    const grant = `GRANT USAGE ON SCHEMA ${quoteIdentifier(schema)} TO ${quoteIdentifier(role)}`
    if (shown.has(schema) && !isPassedOn) {
      const what = `Panels read tables of the schema ${schema}, into which this role may not let their reader.`
      return [failure(what, `${grant} WITH GRANT OPTION`)]
    }
    if (used.has(schema) && !isPassedOn) {
      const what = `Panels use what the release has in the schema ${schema}, into which this role may not let their reader.`
      return [failure(what, `${grant} WITH GRANT OPTION`)]
    }
    return isOpen ? [] : [failure(`This role may not use the schema ${schema}.`, grant)]
  })
  return checks.length > 0 ? checks : [ok('This role may use the schemas of the source tables.')]
}
