import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { DesiredIndex } from '../../kinds/index/desired-index.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import type { LiveState } from '../live/live-state.ts'
import type { IndexUses } from './index-uses.ts'

/** Something that an index uses: a function, or else a schema. */
interface Use {
  readonly index: DesiredIndex
  readonly what: string
  readonly grant: string
  readonly called: number | null
  readonly schema: string | null
}

/** Who may not use it: the owner of the table, this role, and those who were let write to it. */
const lacking = `
select used.n::int, array(
  select case when one.oid = 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(one.oid)) end
  from (
    select oid from pg_roles where rolname = current_user
    union select relowner from pg_class where oid = to_regclass(used.on)
    union select acl.grantee from pg_class c, aclexplode(c.relacl) acl
      where c.oid = to_regclass(used.on) and used.new and acl.privilege_type in ('INSERT', 'UPDATE')
    union select acl.grantee from pg_attribute a, aclexplode(a.attacl) acl
      where a.attrelid = to_regclass(used.on) and used.new and acl.privilege_type in ('INSERT', 'UPDATE')
  ) one
  where case
    when used.called is null and one.oid = 0 then not has_schema_privilege('public', used.schema, 'usage')
    when used.called is null then not has_schema_privilege(one.oid, used.schema, 'usage')
    when one.oid = 0 then not has_function_privilege('public', used.called, 'execute')
    else not has_function_privilege(one.oid, used.called, 'execute') end
  order by 1
) as roles
from unnest($1::text[], $2::oid[], $3::text[], $4::boolean[]) with ordinality as used ("on", called, schema, new, n)`

/**
 * Refuses an index that uses what its table's owner, who builds it, or somebody who writes rows there may not: an empty
 * table tells nothing of it, and a writer would be told with the next row.
 */
export async function requireIndexUses(
  client: ClientBase,
  { functions, schemas }: IndexUses,
  { indexes }: LiveState,
): Promise<void> {
  const uses: Use[] = [
    ...schemas.map(({ index, schema }) => ({
      index,
      what: `the schema ${schema}`,
      grant: `USAGE ON SCHEMA ${quoteIdentifier(schema)}`,
      called: null,
      schema,
    })),
    ...functions.map(({ index, called: { schema, name, signature, oid } }) => {
      const sql = `${quoteIdentifier(schema)}.${quoteIdentifier(name)}(${signature})`
      const grant = `EXECUTE ON FUNCTION ${sql}`
      return { index, what: `the function ${sql}`, grant, called: oid, schema: null }
    }),
  ]
  if (uses.length === 0) return
  const { rows } = await client.query<{ n: number; roles: string[] }>(lacking, [
    uses.map(({ index }) => relationName(index.on).sql),
    uses.map(({ called }) => called),
    uses.map(({ schema }) => schema),
    uses.map(({ index }) => indexes.get(index.name)?.valid !== true),
  ])
  const closed = rows.flatMap(({ n, roles }) => {
    const use = uses[n - 1]
    return use && roles.length > 0 ? [{ ...use, roles }] : []
  })
  if (closed.length === 0) return
  const grants = closed.map(({ grant, roles }) => `GRANT ${grant} TO ${roles.join(', ')}`)
  throw new SightlineError({
    code: 'missing-privilege',
    what: 'An index uses what those who build it, or write to its table, may not: no row could be written with it. Nothing was changed.',
    value: closed.map(({ what, index }) => `${what} (the index ${index.name})`).join(', '),
    next: `Run: ${[...new Set(grants)].join('; ')}`,
  })
}
