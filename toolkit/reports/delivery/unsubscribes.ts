import type { ClientBase } from 'pg'
import type { Subscription } from './unsubscribe-link.ts'

/** Notes that somebody wants no more mails of a report. */
export async function unsubscribe(
  client: ClientBase,
  { project, report, user }: Subscription,
): Promise<void> {
  await client.query(
    `insert into sightline.report_unsubscribe (project, report, recipient) values ($1, $2, $3)
     on conflict (project, report, recipient) do nothing`,
    [project, report, user],
  )
}

/** Takes it back. */
export async function subscribe(client: ClientBase, { project, report, user }: Subscription): Promise<void> {
  await client.query(
    'delete from sightline.report_unsubscribe where project = $1 and report = $2 and recipient = $3',
    [project, report, user],
  )
}

/** Whether somebody wants no more mails of a report. */
export async function isUnsubscribed(
  client: ClientBase,
  { project, report, user }: Subscription,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'select from sightline.report_unsubscribe where project = $1 and report = $2 and recipient = $3',
    [project, report, user],
  )
  return rowCount !== 0
}

/** Everybody who wants no more mails of a report. */
export async function unsubscribedUsers(
  client: ClientBase,
  project: string,
  report: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ recipient: string }>(
    'select recipient from sightline.report_unsubscribe where project = $1 and report = $2',
    [project, report],
  )
  return new Set(rows.map(({ recipient }) => recipient))
}
