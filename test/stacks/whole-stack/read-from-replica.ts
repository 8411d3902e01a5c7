import { equal, match } from 'node:assert/strict'
import { quoteLiteral } from '../../../toolkit/sql/identifier.ts'
import { removeNamed } from '../../support/grafana/test-grafana.ts'
import { panelsShow } from './panels-show.ts'
import type { WholeStack } from './stack.ts'

/** A host at which nothing listens. */
const nobody = '127.0.0.250'

/** Panels read from the replica, and from the primary where no replica answers. */
export async function readFromReplica(stack: WholeStack): Promise<void> {
  const { name, grafana, database, readerEnvironment } = stack
  const replica = { SIGHTLINE_REPLICA_HOST: process.env.REPLICA_HOST ?? '' }
  const run = async (args: readonly string[]) => {
    const { code, stdout, stderr } = await stack.sightline(args, {}, replica)
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
    const place = `/api/datasources/uid/${name}-postgres`
    const source = await grafana.byHand('GET', place)
    await grafana.byHand('PUT', place, { ...source, url: String(source.url).replace(/^[^,]+/, nobody) })
    // Grafana knows a data source as it was for some seconds.
    const fallenBack = /panels {4}read from the primary: no replica answers/
    const deadline = Date.now() + 30_000
    let shown = await run(['status'])
    while (!fallenBack.test(shown) && Date.now() < deadline) shown = await run(['status'])
    match(shown, fallenBack)
    await panelsShow(grafana, `${name}-sales`)
  } finally {
    await removeNamed(grafana, name)
    await run(['destroy', '--yes'])
  }
}
