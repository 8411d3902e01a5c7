import type pg from 'pg'
import { applyRelease, type DesiredState, desiredState, planRelease } from 'sightline/engine'
import { expect, inject, test } from 'vitest'
import { caseDatabase } from './support/case-database.ts'
import { startReaders } from './support/probe-readers.ts'
import { changesOf } from './support/run-case.ts'
import { panelsOf, shopRelease, viewOf } from './support/small-shop.ts'

const names = Array.from({ length: 24 }, (_, index) => `shop.v${index}`)

/** Views of which half read the other half, one column more in each release. */
const release = (role: string, columns: number): DesiredState => {
  const more = Array.from({ length: columns }, (_, index) => `, ${index} as c${index}`).join('')
  const views = names.map((name, index) =>
    index < 12
      ? viewOf(name, 'order_id', `select order_id${more} from orders`)
      : viewOf(name, 'order_id', `select order_id${more} from shop.v${index - 12}`),
  )
  const panels = names.map((name) => `select * from ${name}`)
  return desiredState(shopRelease([...views, panelsOf(...panels)], role, `${columns}.0.0`))
}

/** Each reader is busy with a view for longer than a deploy waits, so that there is never a moment without any. */
const slow = ({ queries }: DesiredState) =>
  queries.map(({ sql: text }) => `select pg_sleep(0.2), (select count(*) from (${text}) as rows)`)

/** Waits until every reader is busy: a machine that starts them slowly would leave moments. */
async function untilAllRead(client: pg.Client): Promise<void> {
  for (let reading = 0; reading < 8; ) {
    const { rows } = await client.query<{ reading: number }>(
      `select count(*)::int as reading from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
    )
    reading = rows[0]?.reading ?? 0
  }
}

test('a release is deployed although eight readers never leave all of its views alone at once', {
  timeout: 60_000,
}, async () => {
  const { client, connectionString, role, end } = await caseDatabase(inject('server'))
  const [first, second] = [release(role, 1), release(role, 2)]
  await applyRelease(client, first)
  const probe = await startReaders(connectionString, new Array<string>(8).fill(role), slow(first))
  await untilAllRead(client)
  const steps: string[] = []
  await applyRelease(client, second, { lockTimeout: 15, onStep: (step) => steps.push(step) })
  const { errors, longest } = await probe.stop()
  expect([...new Set(errors)]).toEqual([])
  expect(longest).toBeLessThan(1000)
  expect(steps.at(-1)).toBe('Contracting')
  expect(steps.some((step) => step.endsWith(`of ${names.length + 2}`))).toBe(true)
  expect(changesOf(await planRelease(client, second))).toEqual([])
  await end()
})
