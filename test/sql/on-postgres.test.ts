import { type Expression, sql } from 'kysely'
import type pg from 'pg'
import { ago, asTime, day, interval, monthOf, percentile, ratio, startOfToday, utcDay } from 'sightline'
import { compileQuery } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { quoteIdentifier, quoteLiteral } from '../../toolkit/sql/identifier.ts'
import { testDatabase } from '../support/database.ts'

const database = await testDatabase()
let client: pg.Client

beforeAll(async () => {
  client = await database.connect()
})

async function evaluate(expression: string | Expression<unknown>): Promise<unknown> {
  const text = typeof expression === 'string' ? expression : compileQuery(expression).sql
  const { rows } = await client.query<{ value: unknown }>(`select ${text} as value`)
  return rows[0]?.value
}

describe('quoteIdentifier', () => {
  it('quotes the keywords that Postgres itself quotes, and no others', async () => {
    const { rows } = await client.query<{ word: string; quoted: string }>(
      'select word, quote_ident(word) as quoted from pg_get_keywords() order by word',
    )
    expect(rows.length).toBeGreaterThan(400)
    expect(rows.map(({ word }) => quoteIdentifier(word))).toEqual(rows.map(({ quoted }) => quoted))
  })

  it.each(['plain', 'Capital', 'two words', 'say "hi"', '1st', '$x', 'größe', 'a.b', "it's"])(
    'quotes %j as Postgres does',
    async (name) => {
      const { rows } = await client.query<{ quoted: string }>('select quote_ident($1) as quoted', [name])
      expect(quoteIdentifier(name)).toBe(rows[0]?.quoted)
    },
  )
})

describe('a text', () => {
  const texts = ['plain', "it's", 'a\\b', "\\'; drop table x; --", 'line\nbreak', '$1', '']

  it.each(texts)('comes back unchanged from a literal: %j', async (text) => {
    expect(await evaluate(`${quoteLiteral(text)}::text`)).toBe(text)
  })

  it.each(texts)('comes back unchanged from a query: %j', async (text) => {
    expect(await evaluate(sql`${text}::text`)).toBe(text)
  })
})

describe('ratio', () => {
  it('does not truncate integers', async () => {
    expect(await evaluate(ratio(sql<number>`1`, sql<number>`4`))).toBe(0.25)
  })

  it('is null where the divisor is 0 or null', async () => {
    expect(await evaluate(ratio(sql<number>`1`, sql<number>`0`))).toBeNull()
    expect(await evaluate(ratio(sql<number>`1`, sql<number>`null::int`))).toBeNull()
  })
})

describe('percentile', () => {
  it('lies between two values', async () => {
    const median = compileQuery(percentile(0.5, sql<number>`x`)).sql
    const { rows } = await client.query(`select ${median} as median from (values (1), (2)) as v(x)`)
    expect(rows).toEqual([{ median: 1.5 }])
  })
})

describe.each(['UTC', 'America/New_York', 'Pacific/Kiritimati'])('in a session in %s', (zone) => {
  beforeAll(() => client.query(`set time zone '${zone}'`))
  const late = sql<Date>`timestamptz '2026-03-08 23:30:00+00'`
  const epoch = (time: Expression<unknown>) => sql<number>`extract(epoch from ${time})::bigint`

  it('a day is the UTC day', async () => {
    expect(await evaluate(sql`${utcDay(late)}::text`)).toBe('2026-03-08')
    expect(await evaluate(sql`${monthOf(utcDay(late))}::text`)).toBe('2026-03-01')
  })

  it('the time of a day is its midnight in UTC', async () => {
    expect(await evaluate(epoch(asTime(utcDay(late))))).toBe(Date.UTC(2026, 2, 8) / 1000)
  })

  it('a day has 24 hours, also when the clocks change', async () => {
    const later = sql<Date>`timestamptz '2026-03-08 00:00:00+00' + ${interval({ days: 1 })}`
    expect(await evaluate(epoch(later))).toBe(Date.UTC(2026, 2, 9) / 1000)
  })

  it.each([
    ['2026-03-29', 23],
    ['2026-07-01', 24],
    ['2026-10-25', 25],
  ])('the day %s has %i hours in Oslo, and begins at its midnight', async (date, hours) => {
    const hour = sql<Date>`generate_series(timestamptz '2026-01-01 00:00+00', '2026-12-31 00:00+00', '1 hour') `
    const { rows } = await client.query(
      `select day::text, count(*)::int as hours, min(hour) = ${compileQuery(asTime(sql`day`, 'Europe/Oslo')).sql} as whole
       from ${compileQuery(hour).sql} as hour, lateral (select ${compileQuery(day(sql<Date>`hour`, 'Europe/Oslo')).sql} as day) as days
       group by day having day = '${date}'`,
    )
    expect(rows).toEqual([{ day: date, hours, whole: true }])
  })

  it('today begins at midnight in UTC', async () => {
    expect(await evaluate(sql`${epoch(startOfToday())} % 86400`)).toBe(0)
  })

  it('a moment ago lies that far back', async () => {
    expect(await evaluate(sql`${epoch(sql`now()`)} - ${epoch(ago({ days: 2, minutes: 5 }))}`)).toBe(173_100)
  })
})
