import type { ClientBase } from 'pg'
import { describeSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { isSchedule } from '../kinds/schedule/schedule-kind.ts'
import { inTransaction } from '../postgres/client.ts'
import type { Release } from '../release/release.ts'
import type { SqlObject } from '../release/sql-object.ts'

/**
 * Creates a release's objects in a database that has the source tables and nothing of ours, in one transaction.
 *
 * Schedules are created where pg_cron is installed; their names are returned where it is not.
 *
 * @throws SightlineError naming the definition that Postgres refused, in Postgres's own words
 */
export async function deployFresh(
  client: ClientBase,
  { sqlObjects }: Release,
): Promise<{ unscheduled: string[] }> {
  const { rowCount: cron } = await client.query("select from pg_extension where extname = 'pg_cron'")
  const unscheduled: string[] = []
  await inTransaction(client, async () => {
    for (const object of sqlObjects) {
      if (object.definition && isSchedule(object.definition) && !cron) unscheduled.push(object.name)
      else await createObject(client, object)
    }
  })
  return { unscheduled }
}

/**
 * Runs the statements of one object.
 *
 * @throws SightlineError naming the definition that Postgres refused, in Postgres's own words
 */
export async function createObject(
  client: ClientBase,
  { kind, name, statements, definition }: Pick<SqlObject, 'kind' | 'name' | 'statements' | 'definition'>,
): Promise<void> {
  for (const statement of statements) {
    try {
      await client.query(statement)
    } catch (cause) {
      const where = definition && describeSite(definition)
      throw new SightlineError(
        {
          code: 'definition-refused',
          what: `Postgres refuses the ${kind} ${name}: ${cause instanceof Error ? cause.message : String(cause)}.`,
          value: statement.length > 400 ? `${statement.slice(0, 400)} …` : statement,
          ...(where === undefined ? {} : { where }),
          next: 'Correct its definition; `sightline build` writes the whole statement.',
        },
        { cause },
      )
    }
  }
}
