import { equal, match } from 'node:assert/strict'
import { quoteLiteral } from '../../../toolkit/sql/identifier.ts'
import { removeNamed } from '../../support/grafana/test-grafana.ts'
import { panelsShow } from './panels-show.ts'
import type { WholeStack } from './stack.ts'

/** A host at which nothing listens. */
const nobody = '127.0.0.250'

/** Panels read from the replica, and from the primary where no replica answers; push leaves a data source as it is. */
export async function readFromReplica(stack: WholeStack): Promise<void> {
  const { name, grafana, database, readerEnvironment } = stack
  const run = async (args: readonly string[], replica = process.env.REPLICA_HOST ?? '') => {
    const { code, stdout, stderr } = await stack.sightline(args, {}, { SIGHTLINE_REPLICA_HOST: replica })
    equal(code, 0, stdout + stderr)
    return stdout
  }
  await run(['apply', '--yes'])
  const password = quoteLiteral(readerEnvironment.SIGHTLINE_POSTGRES_PASSWORD)
  await database.query(`alter role ${name}_reader login password ${password}`)
  try {
    await run(['push'])
    await panelsShow(grafana, `${name}-sales`)
    match(await run(['status']), /panels {4}read from a replica, which/)
    await grafana.byHand('DELETE', `/api/datasources/uid/${name}-postgres`)
    await run(['push'], nobody)
    await panelsShow(grafana, `${name}-sales`)
    match(await run(['status']), /panels {4}read from the primary: no replica answers/)
  } finally {
    await removeNamed(grafana, name)
    await run(['destroy', '--yes'])
  }
}
