import { isIncrementalObject } from '../../kinds/incremental-view/desired-incremental-view.ts'
import { desiredState } from '../../release/desired-state.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

interface Found {
  readonly name: string
  /** A view has no rows that triggers could tell of. */
  readonly isView: boolean
  readonly isForeign: boolean
  readonly hasHeirs: boolean
  readonly isSubscribed: boolean
  readonly isOwned: boolean
}

/** That tables which incremental views follow by triggers are written where these are called. */
export async function examineFollowedTables({ client, release }: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, warning, failure } = findingsOf('followed tables')
  const views = desiredState(release).objects.filter(isIncrementalObject)
  const follows = views.flatMap(({ follow, refreshes }) =>
    follow.filter(({ changedBy, source }) => !changedBy && !refreshes.includes(source)),
  )
  const names = [...new Set(follows.map(({ source }) => source))]
  if (names.length === 0) return []
  const { rows } = await client.query<Found>(
    `select w.name, c.relkind in ('v', 'm') as "isView", c.relkind = 'f' as "isForeign",
       c.relkind = 'r' and exists (
         select from pg_inherits i join pg_class heir on heir.oid = i.inhrelid
         where i.inhparent = c.oid and heir.relnamespace::regnamespace::text <> '_timescaledb_internal') as "hasHeirs",
       exists (select from pg_subscription_rel s where s.srrelid = c.oid) as "isSubscribed",
       pg_has_role(c.relowner, 'usage') as "isOwned"
     from unnest($1::text[], $2::text[]) as w (name, sql) join pg_class c on c.oid = to_regclass(w.sql)`,
    [names, names.map((name) => relationName(name).sql)],
  )
  const whole =
    'Each refresh works out all rows; follow it by a column that says when a row changed, where it has one.'
  const checks = rows.flatMap(({ name, isView, isForeign, hasHeirs, isSubscribed, isOwned }) => {
    if (isView)
      return [
        failure(`${name} is a view, on which nothing tells what changed.`, 'Follow the tables below it.'),
      ]
    if (isForeign)
      return [
        failure(
          `${name} is a foreign table, on which no trigger tells what is written there.`,
          'Follow it by a column that says when a row changed.',
        ),
      ]
    if (hasHeirs)
      return [
        warning(
          `${name} has tables that inherit from it, and what is written to these calls no trigger of it.`,
          whole,
        ),
      ]
    if (isSubscribed && !isOwned)
      return [
        warning(
          `${name} is written by a subscription, and only its owner can have triggers called for that.`,
          'Deploy as its owner, or as a member of that role: until then each refresh works out all rows.',
        ),
      ]
    return []
  })
  return checks.length > 0
    ? checks
    : [
        ok(
          `${names.length} table${names.length === 1 ? ' tells' : 's tell'} by triggers what changes in them.`,
        ),
      ]
}
