import { randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import { defineProject } from 'sightline'
import { applyRelease, buildRelease, desiredState } from 'sightline/engine'
import { approximateDistinct, count, event, field, max, rollup, sum } from 'sightline/events'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { deadLetters } from '../../toolkit/realtime/dead-letters.ts'
import { openStreamPublisher, replay, startStreamWorker } from '../../toolkit/realtime/index.ts'
import type { StreamPublisher } from '../../toolkit/realtime/publisher.ts'
import { openRedis, type Redis } from '../../toolkit/redis/redis.ts'
import { testDatabase } from '../support/database.ts'
import { testRedis } from '../support/redis.ts'
import { releaseLater } from '../support/resources.ts'
import { eventually } from './eventually.ts'

vi.setConfig({ testTimeout: 60_000 })

const visit = event('visit', {
  description: 'Somebody came.',
  version: 1,
  fields: {
    site: field.text('Where.'),
    page: field.text('What.'),
    from: field.text('From where.'),
    agent: field.text('With what.'),
    isNew: field.boolean('For the first time.'),
    weight: field.number('Weight.'),
    number: field.integer('Which.'),
    since: field.time('Since when.'),
    at: field.time('When.'),
  },
  shardBy: 'site',
  time: 'at',
})

const by = ['site', 'isNew', 'page', 'weight', 'from', 'number', 'agent', 'since'] as const

const perHour = rollup('live.visits', {
  description: 'Visits.',
  from: visit,
  per: 'hour',
  by,
  measures: {
    visits: count(),
    weights: sum('weight'),
    numbers: sum('number'),
    last: max('at'),
    pages: approximateDistinct('page'),
  },
  partitionBy: { column: 'hour', every: 'day', keep: '2 days' },
})

const project = defineProject({
  name: 'long-visits',
  version: '1.0.0',
  folder: { uid: 'long-visits', title: 'Visits' },
  definitions: [visit, perHour],
  sample: async () => {},
})

/** What the key of the roll-up has for its texts: 2,704 bytes less what else is in it. */
const room = 2704 - 8 - 4 * 8 - 5 * 16

const visitOf = (different: object) => ({
  site: 'a',
  page: 'b',
  from: 'c',
  agent: 'd',
  isNew: true,
  weight: 1,
  number: 1,
  since: 0,
  at: Date.now(),
  ...different,
})

/** A text of so many bytes that cannot be made shorter: three bytes a character, and the rest of one each. */
function textOf(bytes: number): string {
  const characters = [...randomBytes(Math.floor(bytes / 3))].map((byte) =>
    String.fromCharCode(0x4e00 + byte * 7),
  )
  return characters.join('') + 'x'.repeat(bytes % 3)
}

/** Four texts of so many bytes together. */
function textsOf(bytes: number) {
  const quarter = Math.floor(bytes / 4)
  const [site, page, from] = [textOf(quarter), textOf(quarter), textOf(quarter)]
  return { site, page, from, agent: textOf(bytes - 3 * quarter) }
}

let redis: Redis
let client: Client
let url = ''
let database = ''
let publisher: StreamPublisher
const problems: string[] = []

beforeAll(async () => {
  ;({ url } = await testRedis())
  const made = await testDatabase()
  database = made.connectionString
  client = await made.connect()
  await applyRelease(client, desiredState(buildRelease(project)))
  redis = await openRedis(url)
  releaseLater(() => redis.close())
  const worker = await startStreamWorker(project, {
    database,
    redis: url,
    flushEvery: 100,
    onProblem: (problem) => problems.push(problem),
  })
  releaseLater(() => worker.stop())
  publisher = await openStreamPublisher(project, { redis: url })
  releaseLater(() => publisher.close())
})

async function visits(): Promise<number> {
  const { rows } = await client.query<{ visits: number }>(
    'select coalesce(sum(visits), 0)::int as visits from live.visits',
  )
  return rows[0]?.visits ?? 0
}

const letters = () => deadLetters(redis, project.name, 4)

/** What the worker does beside it is counted, in the same writing as well. */
async function isCountedBeside(publish: () => Promise<void>): Promise<void> {
  const before = await visits()
  await publisher.publishAll(visit, [visitOf({ number: 1 }), visitOf({ number: 2 })])
  await publish()
  await publisher.publishAll(visit, [visitOf({ number: 3 }), visitOf({ site: 'z' })])
  await eventually(async () => expect(await visits()).toBe(before + 4))
  expect(problems).toEqual([])
}

describe('a key that Postgres has no room for', () => {
  test('is refused when it is published, and told in bytes', async () => {
    await expect(publisher.publish(visit, visitOf(textsOf(room + 1)))).rejects.toThrow(
      `This is no visit: site, page, from, agent have ${room + 1} bytes together, and a row of live.visits has room for ${room}`,
    )
  })

  test('begins one byte behind the longest that it takes', async () => {
    const before = await visits()
    for (let times = 0; times < 8; times++) await publisher.publish(visit, visitOf(textsOf(room)))
    await eventually(async () => expect(await visits()).toBe(before + 8))
    expect(problems).toEqual([])
  })
})

/** As a publisher writes it that knows nothing of what is refused. */
async function publishRaw(different: object): Promise<void> {
  const data: Readonly<Record<string, unknown>> = visitOf(different)
  const fields = Object.keys(visit.fields)
  const groups = [[visit.name, visit.version, fields, [fields.map((name) => data[name])]]]
  const key = `sightline:{${project.name}:0}:events`
  await redis.command(key, 'XADD', key, '*', 'k', randomBytes(9).toString('hex'), 'e', JSON.stringify(groups))
}

test.each([
  ['a key that is too long', textsOf(room + 1), 'bytes together'],
  ['the character 0', { page: 'a\0b' }, 'page is "a\\u0000b"'],
  ['half of a surrogate pair', { page: '\ud800' }, 'page is '],
  ['a whole number beyond bigint', { number: 1e20 }, 'number is 100000000000000000000'],
  ['a number that no sum could hold', { weight: 1e300 }, 'weight is 1e+300'],
  ['no number', { weight: null }, 'weight is null'],
  ['a moment that Postgres has not', { since: 8.64e15 }, 'since is 8640000000000000'],
  ['a moment before all partitions', { at: -1 }, 'at is -1'],
  ['a moment in the future', { at: Date.now() + 3_600_000 }, 'which is in the future'],
  ['a list for a text', { page: ['a'] }, 'page is ["a"]'],
])('an event with %s goes to the dead letters, and all others are counted', async (_title, wrong, reason) => {
  const before = (await letters()).length
  await isCountedBeside(() => publishRaw(wrong))
  const [letter, ...more] = (await letters()).slice(before)
  expect(letter?.reason).toContain(reason)
  expect(more).toEqual([])
})

test.each([
  ['the smallest number', { weight: 5e-324 }],
  ['the largest numbers', { weight: 1e100, number: Number.MAX_SAFE_INTEGER }],
  ['zero that is less than zero', { weight: -0, number: -0 }],
  ['the last moment of Postgres that is written with four digits', { since: 253_402_300_799_999 }],
  ['a text of quotes, braces and line ends', { page: `'"{},\\\n\r\t$1` }],
  ['a text outside the first plane', { page: '😀'.repeat(128) }],
  ['the empty text', { page: '' }],
])('an event with %s is counted', async (_title, odd) => {
  const before = await visits()
  await publisher.publish(visit, visitOf(odd))
  await eventually(async () => expect(await visits()).toBe(before + 1))
  expect(problems).toEqual([])
})

test.each([
  ['a check', `alter table live.visits add constraint no_bots check (agent <> 'bot 1')`, 'bot 1', 'no_bots'],
  [
    'a trigger',
    `create function live.refuse() returns trigger language plpgsql as $$ begin
       if new.agent = 'bot 2' then raise exception 'bots stay out'; end if; return new; end $$;
     create trigger refuse before insert on live.visits for each row execute function live.refuse()`,
    'bot 2',
    'bots stay out',
  ],
  ['an index', 'create index on live.visits ((1 / length(agent)))', '', 'division by zero'],
])(
  'a row that %s of the database refuses goes to the dead letters, and all others are counted',
  async (_title, sql, agent, reason) => {
    await client.query(sql)
    const before = (await letters()).length
    await isCountedBeside(() => publisher.publish(visit, visitOf({ agent })))
    const [letter, ...more] = (await letters()).slice(before)
    expect(letter?.reason).toContain('Postgres takes no such row of live.visits: ')
    expect(letter?.reason).toContain(reason)
    expect(JSON.parse(letter?.event ?? '')).toMatchObject(['roll-up live.visits', null, { agent, visits: 1 }])
    expect(more).toEqual([])
  },
)

test('what the database refuses is left out when everything is counted again', async () => {
  const before = await visits()
  const again = await replay(project, { database, redis: url, from: new Date(Date.now() - 600_000) })
  expect([again.refused, await visits()]).toEqual([3, before])
})
