import type { ClientBase } from 'pg'
import { sqlStateOf } from '../../postgres/postgres-problem.ts'

const dependentObjectsStillExist = '2BP01'

/** Drops something that nothing depends on, within a transaction; returns whether it is gone. */
export async function dropUnlessUsed(client: ClientBase, what: string): Promise<boolean> {
  await client.query('savepoint dropping')
  try {
    await client.query(`drop ${what}`)
    return true
  } catch (error) {
    if (sqlStateOf(error) !== dependentObjectsStillExist) throw error
    await client.query('rollback to savepoint dropping')
    return false
  }
}
