import { poolingOf } from '../../postgres/pooling.ts'
import { type DoctorCheck, type DoctorContext, findingsOf } from '../doctor-check.ts'

/** Whether a pooler hands the connection to others in between. */
export async function examinePooler({ client }: DoctorContext): Promise<DoctorCheck[]> {
  const { ok, warning } = findingsOf('pooler')
  const pooling = poolingOf(client)
  if (pooling === 'session')
    return [ok('A pooler stands before the server, and keeps a connection for each session.')]
  if (pooling === 'none') return []
  return [
    warning(
      'A pooler hands the connection to others after each transaction: where a deploy breaks off, its lock is free only after two minutes, and a worker cannot run.',
      'Use the address of the server itself, or of a pooler with pool_mode = session.',
    ),
  ]
}
