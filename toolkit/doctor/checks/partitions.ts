import { defaultPartition } from '../../define/partitions/partitions-sql.ts'
import { partitionedTables } from '../../kinds/table/own-table.ts'
import { desiredState } from '../../release/desired-state.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

interface Found {
  readonly isPartitioned: boolean
  readonly rest: string | null
  /** Whether a partition takes the rows of now, and of the span after this one. */
  readonly isAhead: boolean
}

/** That partitions are made ahead, and that no row is in the one for all others. */
export async function examinePartitions({ client, release }: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, warning, failure } = findingsOf('partitions')
  const ofOthers = release.sources.flatMap(({ name, partitionBy }) =>
    partitionBy ? [{ name, ...partitionBy }] : [],
  )
  const tables = [...partitionedTables(desiredState(release).objects), ...ofOthers]
  const checks: DoctorCheck[] = await keptByPartman(client, tables)
  for (const { name, column, every } of tables) {
    const { rows } = await client.query<Found>(
      `select c.relkind = 'p' as "isPartitioned", nullif(p.partdefid, 0)::regclass::text as rest,
         exists (
           select from pg_inherits i join pg_class part on part.oid = i.inhrelid
           cross join lateral regexp_match(pg_get_expr(part.relpartbound, part.oid), 'TO \\((MAXVALUE|''([^'']*)'')\\)') m
           where i.inhparent = c.oid and m is not null
             and coalesce(m[2], 'infinity')::timestamptz > date_trunc('${every}', now() at time zone 'UTC') at time zone 'UTC' + interval '1 ${every}'
         ) as "isAhead"
       from pg_class c left join pg_partitioned_table p on p.partrelid = c.oid where c.oid = to_regclass($1)`,
      [relationName(name).sql],
    )
    const [found] = rows
    if (!found) continue
    if (!found.isPartitioned) {
      checks.push(
        failure(
          `${name} is a plain table, and is defined to be partitioned.`,
          `Run \`sightline partition ${name}\`, while people use it.`,
        ),
      )
      continue
    }
    if (!found.isAhead)
      checks.push(
        warning(
          `${name} has no partition for the rows of the next ${every}: what keeps up its partitions does not run.`,
          'Look at `sightline schedules`, and at the log of what runs them.',
        ),
      )
    if (found.rest === null) continue
    const field = quoteIdentifier(column)
    const strays = await client.query<{ first: string; last: string }>(
      `select min(${field})::text as first, max(${field})::text as last from ${found.rest} having count(*) > 0`,
    )
    for (const { first, last } of strays.rows)
      checks.push(
        warning(
          `Rows of ${name} from ${first} to ${last} are in ${relationName(defaultPartition(name)).name}, for no other partition takes them.`,
          'Those of a time that is kept move with the next run of its schedule; look why others have that time.',
        ),
      )
  }
  if (checks.length > 0 || tables.length === 0) return checks
  return [
    ok(
      `${tables.length} table${tables.length === 1 ? '' : 's'} would be partitioned, or are and have what they need.`,
    ),
  ]
}

/** Two who make and drop partitions of one table would undo what the other does. */
async function keptByPartman(
  client: DoctorContext['client'],
  tables: readonly { readonly name: string }[],
): Promise<DoctorCheck[]> {
  const { warning } = findingsOf('partitions')
  const { rows: schemas } = await client.query<{ config: string }>(
    `select format('%I.part_config', nspname) as config
     from pg_extension join pg_namespace n on n.oid = extnamespace where extname = 'pg_partman'`,
  )
  const [schema] = schemas
  if (!schema) return []
  const { rows } = await client.query<{ name: string }>(
    `select parent_table as name from ${schema.config} where to_regclass(parent_table) = any(select to_regclass(name) from unnest($1::text[]) as own (name))`,
    [tables.map(({ name }) => relationName(name).sql)],
  )
  return rows.map(({ name }) =>
    warning(
      `pg_partman keeps up ${name}, and so does the release.`,
      `DELETE FROM ${schema.config} WHERE parent_table = '${name}'`,
      'Or leave `partitionBy` out, and declare the table as a source.',
    ),
  )
}
