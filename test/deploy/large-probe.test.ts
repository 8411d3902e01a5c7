import {
  applyRelease,
  buildRelease,
  type DesiredState,
  desiredState,
  destroyProject,
  earlierRelease,
  planRelease,
} from 'sightline/engine'
import { expect, inject, test, vi } from 'vitest'
import { catalogue } from '../support/catalogue.ts'
import { emptyDatabase } from './support/case-database.ts'
import { startReaders } from './support/probe-readers.ts'
import { stateVariant } from './support/state-variant.ts'

/** How many views, a multiple of three, and a fourth as many dashboards: `PROBE_VIEWS=300 npx vitest run test/deploy/large-probe`. */
const views = Number(process.env.PROBE_VIEWS ?? 9)

vi.stubEnv('VIEWS', String(views))
const { default: project } = await import('../../bench/large/sightline.config.ts')
vi.unstubAllEnvs()

function largeState(readerRole: string): DesiredState {
  const dashboards = project.definitions.filter(({ kind }) => kind === 'dashboard')
  const shown = new Set(dashboards.slice(0, Math.ceil(views / 4)))
  const definitions = project.definitions.filter((one) => one.kind !== 'dashboard' || shown.has(one))
  return desiredState(buildRelease({ ...project, definitions, readerRole }))
}

const named = ({ objects }: DesiredState, pattern: RegExp, list: string) =>
  Object.fromEntries(objects.filter(({ name }) => pattern.test(name)).map(({ name }) => [name, list]))
const sqlOf = ({ queries }: DesiredState) => queries.map(({ sql }) => sql)

test(`deploys of ${views} views that go and come back break no query of eight readers on a server as it comes`, {
  timeout: 60_000 + views * 5_000,
}, async () => {
  const { client, connectionString, role, end } = await emptyDatabase(inject('server'))
  await client.query(`
    create table orders (order_id bigint primary key, country text not null, placed_at timestamptz not null, amount numeric(10, 2) not null);
    insert into orders select i, 'C' || i % 10, now() - i * interval '1 minute', 5 from generate_series(0, 499) i`)
  const before = await catalogue(client, [role])
  const base = largeState(role)
  const added = stateVariant(base, { title: 'add', select: named(base, /^an\.v\d_\d+$/, '*, 1 as added') })
  const lost = stateVariant(base, {
    title: 'lose',
    select: named(base, /^an\.[vm]2_\d+$/, 'country, total'),
  })
  // The rows of the last layer are no longer counted, and nobody asks for their number.
  const queries = lost.queries.map((query) => ({
    ...query,
    sql: /an\W+[vm]2_/.test(query.sql)
      ? query.sql.replace(/where n > \d+/, '').replace('total, n from', 'total from')
      : query.sql,
  }))
  await applyRelease(client, base)
  const probe = await startReaders(connectionString, new Array<string>(8).fill(role), sqlOf(base))
  for (const next of [added, { ...lost, queries }]) {
    await applyRelease(client, next, { phase: 'expand' })
    await probe.show(sqlOf(next))
    await applyRelease(client, next, { phase: 'contract' })
    expect((await planRelease(client, next)).steps).toEqual([])
    const back = await earlierRelease(client, base.project, base.version)
    await applyRelease(client, back, { phase: 'expand' })
    await probe.show(sqlOf(base))
    await applyRelease(client, back, { phase: 'contract' })
  }
  const { errors } = await probe.stop()
  expect([...new Set(errors)]).toEqual([])
  expect(await destroyProject(client, base.project)).toMatchObject({ outcome: 'removed', kept: [] })
  expect(await catalogue(client, [role])).toEqual(before)
  await end()
})
