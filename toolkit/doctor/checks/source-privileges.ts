import type { SqlDefinition } from '../../define/project.ts'
import type { Source } from '../../define/source.ts'
import { indexingNeeds, type OwnerState, ownerStateSql } from '../../deploy/plan/creation-needs.ts'
import { createdKind } from '../../kinds/definition-kinds.ts'
import type { ProjectQuery } from '../../release/project-query.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { mentionedNames } from '../../sql/mentioned-names.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'
import { shownQueries } from '../shown-queries.ts'

type Privilege = 'SELECT' | 'INSERT' | 'UPDATE' | 'REFERENCES' | 'TRIGGER'

interface Need {
  readonly table: string
  readonly columns: readonly string[]
  readonly privileges: readonly Privilege[]
  /** Indexes that the release adds, which only the owner may do. */
  readonly indexes: readonly string[]
  /** Whether panels read the table itself, so that their reader has to be let in. */
  readonly isShown: boolean
}

interface Found {
  readonly missing: readonly Privilege[]
  readonly owner: string
  readonly owned: boolean
  readonly state: OwnerState
  readonly readable: boolean
}

/** That this role may read the source tables, let the reader read those that panels show, write where a refresh notes its time, and index what it does not own. */
export async function examineSourcePrivileges({
  client,
  release,
  role,
}: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, failure } = findingsOf('source privileges')
  const definitions = release.sqlObjects.flatMap(({ definition }) => definition ?? [])
  const { readerRole } = release.project
  const shown = shownQueries(release)
  const needs = release.sources.map((source) => needOf(source, definitions, shown))
  const checks: DoctorCheck[] = []
  let present = 0
  for (const { table, columns, privileges, indexes, isShown } of needs) {
    const { rows } = await client.query<Found>(
      `select rolname as owner, ${ownerStateSql} as state, pg_has_role(relowner, 'usage') as owned,
         array(select wanted from unnest($2::text[]) wanted
               where not has_table_privilege(c.oid, wanted)
                 and not (wanted = 'SELECT' and columns_granted)) as missing,
         has_any_column_privilege(c.oid, 'SELECT WITH GRANT OPTION') or exists (
           select from pg_roles reader
           where reader.rolname = $4 and has_any_column_privilege(reader.oid, c.oid, 'SELECT')
         ) as readable
       from pg_class c join pg_roles r on r.oid = relowner
       cross join lateral (
         select bool_and(has_column_privilege(c.oid, attnum, 'SELECT')) as columns_granted
         from pg_attribute where attrelid = c.oid and attname = any($3)
       ) granted
       where c.oid = to_regclass($1)`,
      [relationName(table).sql, privileges, columns, readerRole],
    )
    const [found] = rows
    if (found) present++
    const lettingIn = found !== undefined && isShown && !found.readable
    const lacking = found?.missing.filter((privilege) => !(lettingIn && privilege === 'SELECT')) ?? []
    if (lacking.length > 0) {
      const missing = lacking.join(', ')
      checks.push(
        failure(
          `This role lacks ${missing} on the table ${table}.`,
          `GRANT ${missing} ON ${relationName(table).sql} TO ${quoteIdentifier(role)}`,
        ),
      )
    }
    if (lettingIn) {
      checks.push(
        failure(
          `Panels read the table ${table}, and this role may not read it and let ${readerRole} read it.`,
          `GRANT SELECT ON ${relationName(table).sql} TO ${quoteIdentifier(role)} WITH GRANT OPTION`,
        ),
      )
    }
    if (found && !found.owned && indexes.length > 0) {
      checks.push(
        failure(
          `The table ${table} belongs to ${found.owner}, and only its owner may add ${indexes.join(', ')}.`,
          indexingNeeds(relationName(table).sql, found.owner, found.state, role),
        ),
      )
    }
  }
  if (checks.length > 0 || present === 0) return checks
  return [ok('This role may do with the source tables what the release needs.')]
}

function needOf(
  { name: table, columns }: Source,
  definitions: readonly SqlDefinition[],
  shown: readonly ProjectQuery[],
): Need {
  const uses = definitions.flatMap((definition) =>
    createdKind(definition)
      .uses(definition)
      .filter(({ relation }) => relation === table)
      .map(({ privilege }) => ({ name: definition.name, privilege })),
  )
  const privileges: Privilege[] = ['SELECT']
  for (const { privilege } of uses)
    if (privilege !== 'ownership' && !privileges.includes(privilege)) privileges.push(privilege)
  const indexes = uses.filter(({ privilege }) => privilege === 'ownership').map(({ name }) => name)
  const isShown = shown.some(({ sql }) => mentionedNames(sql).relations.has(table))
  return { table, columns: Object.keys(columns), privileges, indexes, isShown }
}
