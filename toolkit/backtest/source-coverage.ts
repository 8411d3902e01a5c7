import type { ClientBase } from 'pg'
import pg from 'pg'
import type { Source } from '../define/source.ts'
import { beginWith } from '../postgres/session-settings.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { relationName } from '../sql/relation-name.ts'
import { isDays } from './history-sql.ts'

interface Span {
  readonly from: Date
  readonly to: Date
  readonly timeout: number
}

/** What makes a backtest less than exact, or what it could not see, in sentences. */
export async function coverageNotes(
  client: ClientBase,
  sources: readonly Source[],
  span: Span,
): Promise<{ readonly exact: boolean; readonly notes: string[] }> {
  const notes: string[] = []
  let exact = true
  for (const source of sources) {
    if (source.eventTime === undefined) {
      exact = false
      notes.push(
        `${source.name} names no event time, so its rows are those of now: the backtest cannot be exact.`,
      )
      continue
    }
    if (isDays(source)) {
      exact = false
      notes.push(
        `${source.name} has days for its event time, so all rows of a day are seen from its first moment on.`,
      )
    }
    const gap = await longestGap(client, source, source.eventTime, span)
    if (gap) notes.push(`${source.name} has no rows from ${gap[0]} to ${gap[1]}.`)
  }
  return { exact, notes }
}

/** The longest time without rows in the span, where it is a large part of it. */
async function longestGap(
  client: ClientBase,
  source: Source,
  eventTime: string,
  { from, to, timeout }: Span,
): Promise<readonly [string, string] | undefined> {
  const column = `${quoteIdentifier(eventTime)}::timestamptz`
  try {
    await client.query(beginWith('read only', `set local statement_timeout = ${timeout}`))
    const { rows } = await client.query<{ before: Date; after: Date }>(
      `select before, after from (
         select moment as after, lag(moment, 1, $1::timestamptz) over (order by moment) as before from (
           select distinct ${column} as moment from ${relationName(source.name).sql}
           where ${quoteIdentifier(eventTime)} >= $1 and ${quoteIdentifier(eventTime)} <= $2
           union select $2::timestamptz
         ) as moments
       ) as gaps order by after - before desc limit 1`,
      [from, to],
    )
    const [gap] = rows
    const large = Math.max((to.getTime() - from.getTime()) / 10, isDays(source) ? 2 * 86_400_000 : 0)
    if (!gap || gap.after.getTime() - gap.before.getTime() < large) return undefined
    return [short(gap.before), short(gap.after)]
  } catch (error) {
    if (error instanceof pg.DatabaseError) return undefined
    throw error
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

const short = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ')
