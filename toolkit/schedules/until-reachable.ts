import { setTimeout as wait } from 'node:timers/promises'
import { withConnection } from '../postgres/with-connection.ts'

/** Waits until a database can be reached: the queue cannot note what became of a job before. */
export async function untilReachable(url: string): Promise<void> {
  const reached = () => withConnection(url, (client) => client.query('select')).catch(() => undefined)
  while (!(await reached())) await wait(1000)
}
