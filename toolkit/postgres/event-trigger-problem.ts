import type { ClientBase } from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { detailOf, sqlStateOf } from './postgres-problem.ts'

interface EventTrigger {
  readonly name: string
  readonly function: string
}

/** What a function says that looks for something without naming its schema. */
const notFound: ReadonlySet<string | undefined> = new Set(['42P01', '42883', '42704', '3F000'])

/**
 * Runs statements that make or drop things; where an event trigger of the database refuses one, which Postgres tells by
 * the place in its function alone, the error names it.
 */
export async function namingEventTriggers<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SightlineError && error.code === 'event-trigger-refuses') throw error
    const found = await eventTriggerOf(client, causeOf(error)).catch(() => undefined)
    throw found ? refusal(found, error) : error
  }
}

const causeOf = (error: unknown): unknown => (error instanceof SightlineError ? error.cause : error)

async function eventTriggerOf(client: ClientBase, error: unknown): Promise<EventTrigger | undefined> {
  const context = typeof error === 'object' && error !== null && 'where' in error ? String(error.where) : ''
  if (sqlStateOf(error) === undefined || context === '') return undefined
  await client.query('rollback')
  const { rows } = await client.query<EventTrigger>(
    `select quote_ident(e.evtname) as name, quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '()' as function
     from pg_event_trigger e join pg_proc p on p.oid = e.evtfoid join pg_namespace n on n.oid = p.pronamespace
     where e.evtenabled <> 'D'
       and (strpos($1, quote_ident(p.proname) || '()') > 0 or strpos($1, '"' || p.proname || '"') > 0)
     order by 1`,
    [context],
  )
  return rows[0]
}

function refusal({ name, function: called }: EventTrigger, error: unknown): SightlineError {
  const cause = causeOf(error)
  const earlier = error instanceof SightlineError ? error.problem : undefined
  const value = [earlier?.value ?? detailOf(cause)].filter((one) => one !== undefined).join('\n         ')
  const isLookup = notFound.has(sqlStateOf(cause))
  const ofPath = `ALTER FUNCTION ${called} SET search_path = …, with the schemas of what it looks up: sightline's sessions look in public alone`
  const pause = `ALTER EVENT TRIGGER ${name} DISABLE, and ENABLE after the deploy`
  return new SightlineError(
    {
      code: 'event-trigger-refuses',
      what: `The event trigger ${name} of this database refuses it: ${cause instanceof Error ? cause.message : String(cause)}.`,
      ...(value === '' ? {} : { value }),
      ...(earlier?.where === undefined ? {} : { where: earlier.where }),
      next: isLookup
        ? `Let its owner run ${ofPath}. Or: ${pause}.`
        : `Do what it asks for, or let its owner run ${pause}. Plans try everything in schemas called sightline_…, which it has to let pass.`,
    },
    { cause },
  )
}
