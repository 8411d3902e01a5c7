import type { ClientBase } from 'pg'
import { quoteLiteral } from '../sql/identifier.ts'
import { scheduleTask } from './worker-crontab.ts'

/** Marks the schema of the queue where a worker of ours made it, so that it goes with the last project. */
const queueComment = 'The queue of the schedules. Created by sightline.'

/** Makes the schema of the queue, unless somebody has one. */
export async function makeQueueSchema(client: ClientBase): Promise<void> {
  await client.query(`do $make$ begin
  if not exists (select from pg_catalog.pg_namespace where nspname = 'graphile_worker') then
    create schema graphile_worker;
    comment on schema graphile_worker is ${quoteLiteral(queueComment)};
  end if;
exception when duplicate_schema or unique_violation then null;
end $make$`)
}

/** Whether the schema of the queue was made by a worker of ours, and nobody else has put a task or an object of his own on it. */
export async function isQueueOurs(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ isOurs: boolean }>(
    `select exists (
       select from pg_namespace where nspname = 'graphile_worker' and obj_description(oid, 'pg_namespace') = $1
         and pg_has_role(nspowner, 'usage')
     ) as "isOurs"`,
    [queueComment],
  )
  if (!rows[0]?.isOurs) return false
  const { rows: others } = await client.query<{ tables: boolean; others: boolean }>(
    `select to_regclass('graphile_worker._private_tasks') is not null as tables, exists (
       select from pg_depend d
       join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
       join pg_class reader on reader.oid = r.ev_class
       join pg_class c on d.refclassid = 'pg_class'::regclass and c.oid = d.refobjid
       where c.relnamespace = 'graphile_worker'::regnamespace and reader.relnamespace <> c.relnamespace
       union all
       select from pg_constraint k join pg_class c on c.oid = k.confrelid
       where c.relnamespace = 'graphile_worker'::regnamespace and k.connamespace <> c.relnamespace
       union all
       select from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace
         and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relname !~ '^(_private_.*|jobs|migrations)$'
     ) as others`,
  )
  if (others[0]?.others) return false
  if (!others[0]?.tables) return true
  const { rowCount } = await client.query(
    'select from graphile_worker._private_tasks where identifier <> $1 limit 1',
    [scheduleTask],
  )
  return rowCount === 0
}
