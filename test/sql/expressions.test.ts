import { type Expression, expressionBuilder, sql } from 'kysely'
import {
  ago,
  asTime,
  type DatabaseOf,
  day,
  from,
  interval,
  monthOf,
  now,
  percentile,
  ratio,
  startOfToday,
  today,
  utcDay,
} from 'sightline'
import { compileQuery } from 'sightline/engine'
import { describe, expect, it } from 'vitest'
import { orders } from '../define/shop.ts'

const textOf = (expression: Expression<unknown>) => compileQuery(expression).sql
const eb = expressionBuilder<DatabaseOf<[typeof orders]>, 'orders'>()
const cents = eb.ref('amount_cents')
const placed = eb.ref('placed_at')

describe('ratio', () => {
  it('divides exactly and is null where the divisor is 0', () => {
    expect(textOf(ratio(cents, eb.ref('discount')))).toMatchInlineSnapshot(
      `"amount_cents::numeric / nullif(discount, 0)"`,
    )
  })

  it('puts a compound dividend into parentheses', () => {
    const difference = sql<number>`a - b`
    expect(textOf(ratio(difference, difference))).toMatchInlineSnapshot(
      `"(a - b)::numeric / nullif(a - b, 0)"`,
    )
  })

  it('leaves an aggregate as it is', () => {
    const query = from(orders)
      .selectFrom('orders')
      .select((eb) => ratio(eb.fn.sum<number>('amount_cents'), eb.fn.countAll<number>()).as('mean'))
    expect(compileQuery(query).sql).toMatchInlineSnapshot(`
      "select sum(amount_cents)::numeric / nullif(count(*), 0) as mean
      from public.orders"
    `)
  })
})

describe('percentile', () => {
  it('interpolates', () => {
    expect(textOf(percentile(0.95, cents))).toBe('percentile_cont(0.95) within group (order by amount_cents)')
  })
})

describe('the clock', () => {
  it('is now()', () => {
    expect(textOf(now())).toBe('now()')
  })

  it.each([
    [{ minutes: 5 }, "interval '5 minutes'"],
    [{ minutes: 90 }, "interval '90 minutes'"],
    [{ minutes: 120 }, "interval '2 hours'"],
    [{ hours: 6 }, "interval '6 hours'"],
    [{ days: 30 }, "interval '720 hours'"],
    [{ days: 1, hours: 1, minutes: 1 }, "interval '1501 minutes'"],
    [{}, "interval '0 hours'"],
  ])('writes %j in units that are equally long everywhere', (duration, expected) => {
    expect(textOf(interval(duration))).toBe(expected)
  })

  it('goes back by a length of time', () => {
    expect(textOf(ago({ hours: 1 }))).toBe("(now() - interval '1 hours')")
  })

  it('goes back by an interval', () => {
    expect(textOf(ago(interval({ days: 1 })))).toBe("(now() - interval '24 hours')")
  })

  it('knows today and its midnight in UTC', () => {
    expect(textOf(today())).toBe("(now() at time zone 'UTC')::date")
    expect(textOf(startOfToday())).toBe("date_trunc('day', now(), 'UTC')")
  })

  it('takes the UTC day, the month and the midnight of a column', () => {
    expect(textOf(utcDay(placed))).toBe("(placed_at at time zone 'UTC')::date")
    expect(textOf(monthOf(placed))).toBe("date_trunc('month', placed_at::timestamp)::date")
    expect(textOf(asTime(placed))).toBe("placed_at::timestamp at time zone 'UTC'")
  })

  it('takes the day in a time zone, and refuses what is none', () => {
    expect(textOf(day(placed, 'Europe/Oslo'))).toBe("(placed_at at time zone 'Europe/Oslo')::date")
    expect(textOf(today('Europe/Oslo'))).toBe("(now() at time zone 'Europe/Oslo')::date")
    expect(() => day(placed, 'Europe/Olso')).toThrow('This is not a time zone.')
    expect(() => day(placed, "UTC' or '")).toThrow('This is not a time zone.')
  })

  it('puts a compound operand into parentheses', () => {
    expect(textOf(monthOf(utcDay(placed)))).toMatchInlineSnapshot(
      `"date_trunc('month', ((placed_at at time zone 'UTC')::date)::timestamp)::date"`,
    )
    expect(textOf(asTime(sql<Date>`current - 1`))).toMatchInlineSnapshot(
      `"(current - 1)::timestamp at time zone 'UTC'"`,
    )
  })
})
