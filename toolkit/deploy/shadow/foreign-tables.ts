import type { ClientBase } from 'pg'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { writtenNameSql } from '../../sql/written-name-sql.ts'
import type { ClosedThing } from './others-used.ts'

/** A relation that is read with the rights of a role. */
interface ReadAs {
  readonly oid: number
  readonly role: string
  readonly where: readonly string[]
}

/** What our views read directly, which Postgres reads as their owner. */
export async function readByOwner(
  client: ClientBase,
  views: readonly { readonly name: string; readonly where: string }[],
): Promise<ReadAs[]> {
  const { rows } = await client.query<{ oid: number; role: string; where: string }>(
    `select d.refobjid::bigint::float8 as oid, current_user::text as role, made.where
     from unnest($1::text[], $2::text[]) as made ("where", name)
     join pg_rewrite r on r.ev_class = to_regclass(made.name)
     join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
     join pg_foreign_table t on t.ftrelid = d.refobjid
     group by 1, 3`,
    [views.map(({ where }) => where), views.map(({ name }) => name)],
  )
  return rows.map(({ where, ...row }) => ({ ...row, where: [where] }))
}

/** Tables of another server that are read by somebody who has no user there. */
export async function foreignWithoutUser(
  client: ClientBase,
  reads: readonly ReadAs[],
): Promise<ClosedThing[]> {
  const { rows } = await client.query<{ oid: number; role: string; name: string; server: string }>(
    `select distinct c.oid::bigint::float8 as oid, one.role, ${writtenNameSql('n.nspname', 'c.relname')} as name,
       s.srvname::text as server
     from unnest($1::oid[], $2::text[]) as one (oid, role)
     join pg_class c on c.oid = one.oid
     join pg_namespace n on n.oid = c.relnamespace
     join pg_foreign_table t on t.ftrelid = c.oid
     join pg_foreign_server s on s.oid = t.ftserver
     join pg_foreign_data_wrapper w on w.oid = s.srvfdw
     join pg_proc h on h.oid = w.fdwhandler and h.proname = 'postgres_fdw_handler'
     where not exists (
       select from pg_user_mappings m
       where m.srvid = s.oid and (m.umuser = 0 or m.umuser = (select oid from pg_roles where rolname = one.role)))
     order by 3, 2`,
    [reads.map(({ oid }) => oid), reads.map(({ role }) => role)],
  )
  return rows.map(({ oid, role, name, server }) => ({
    what: `the foreign table ${name}, on whose server ${role} is nobody`,
    grant: `CREATE USER MAPPING FOR ${quoteIdentifier(role)} SERVER ${quoteIdentifier(server)} OPTIONS (user '…', password '…')`,
    where: [...new Set(reads.flatMap((one) => (one.oid === oid && one.role === role ? one.where : [])))],
  }))
}
