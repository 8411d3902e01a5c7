import type { ClientBase } from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { quoteIdentifier, quoteLiteral } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import type { PartitionRequest } from './partition-request.ts'

/** A moment of the column's clock as the column takes it. */
export const boundLiteral = (bound: string, type: string): string =>
  type.endsWith('with time zone')
    ? `${quoteLiteral(`${bound}+00`)}::timestamptz`
    : `${quoteLiteral(bound)}::${type === 'date' ? 'date' : 'timestamp'}`

/** The first moment of the partitions to come: after all rows, and late enough for those that come meanwhile. */
export async function chooseBound(
  client: ClientBase,
  { name, column, every, zone }: PartitionRequest,
  type: string,
): Promise<string> {
  const clock = type.endsWith('with time zone') ? 'UTC' : zone
  const here = `(now() at time zone ${quoteLiteral(clock)})`
  const last = `max(${quoteIdentifier(column)})`
  const shown = type.endsWith('with time zone') ? `${last} at time zone 'UTC'` : `${last}::timestamp`
  const margin = every === 'hour' ? '1 hour' : '1 day'
  const { rows } = await client.query<{ bound: string | null }>(
    `select to_char(date_trunc('${every}', greatest(${shown}, ${here}) + interval '${margin}') + interval '1 ${every}', 'YYYY-MM-DD HH24:MI:SS') as bound
     from ${relationName(name).sql}`,
  )
  const bound = rows[0]?.bound
  if (bound) return bound
  throw new SightlineError({
    code: 'cannot-be-partitioned',
    what: `${name} has rows whose ${column} is infinity, later than every partition; nothing was changed.`,
    value: column,
    next: 'Give them a moment, then run it again.',
  })
}
