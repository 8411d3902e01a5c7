import type { ClientBase } from 'pg'
import { sqlStateOf } from '../../postgres/postgres-problem.ts'

/** Dependent objects still exist, insufficient privilege. */
const reasons: ReadonlySet<string | undefined> = new Set(['2BP01', '42501'])

/** Drops something within a transaction unless others need it, or it is not ours to drop; returns why it stays. */
export async function dropUnlessUsed(client: ClientBase, what: string): Promise<string | undefined> {
  await client.query('savepoint dropping')
  try {
    await client.query(`drop ${what}`)
    return undefined
  } catch (error) {
    if (!reasons.has(sqlStateOf(error))) throw error
    await client.query('rollback to savepoint dropping')
    return reasonOf(error)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : undefined
  return (detail ?? error.message).split('\n').join(', ')
}
