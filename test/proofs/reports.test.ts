import { rows, source, sql, timeFilter } from 'sightline'
import { date, integer, numeric, text, timestamptz } from 'sightline/columns'
import type { Prover } from 'sightline/engine'
import { factory, given, type Proof, proofs } from 'sightline/proofs'
import { figures, report, reportTable } from 'sightline/reports'
import { beforeAll, describe, expect, it } from 'vitest'
import { proverOf } from '../support/prover.ts'

const people = source('people', {
  description: 'Who gets reports.',
  columns: { person: text().primaryKey(), email: text(), time_zone: text().nullable() },
})
const sales = source('sales', {
  description: 'What was sold.',
  columns: {
    person: text(),
    title: text(),
    sold_at: timestamptz(),
    amount: numeric(12, 2).nullable(),
    pieces: integer(),
    due: date(),
  },
})
const inPeriod = () => rows(sales).where((eb) => timeFilter(eb.ref('sold_at')))
const daily = report('daily', {
  title: 'Your day',
  description: 'What was sold.',
  schedule: { every: 'day', at: '09:00' },
  userColumn: 'person',
  recipients: rows(people).select(['person', 'email', 'time_zone']),
  sections: [
    figures({
      title: 'Revenue',
      query: inPeriod()
        .groupBy('person')
        .select((eb) => [
          'person',
          eb.fn.sum<number>('amount').as('revenue'),
          eb.fn.sum<number>('pieces').as('pieces'),
        ]),
      figures: { revenue: { unit: 'currencyUSD', decimals: 2, better: 'higher' }, pieces: {} },
    }),
    reportTable({
      title: 'Titles',
      query: inPeriod().select(['person', 'title', 'sold_at', 'amount', 'due']).orderBy('title'),
      columns: { title: {}, sold_at: {}, amount: { unit: 'currencyUSD', decimals: 2 }, due: {} },
      empty: 'Nothing was sold.',
    }),
    figures({
      title: 'Pieces for the dollar',
      query: inPeriod().select((eb) => [
        'person',
        sql<number>`${eb.ref('pieces')} / (${eb.ref('amount')} - 1)`.as('ratio'),
      ]),
      figures: { ratio: {} },
    }),
  ],
})

const person = factory(people, { person: 'ann' })
const sale = factory(sales, { person: 'ann', sold_at: '2026-03-14T12:00:00Z', amount: 20, pieces: 2 })
let prover: Prover

beforeAll(async () => {
  prover = await proverOf([daily])
})

const prove = (proof: Proof, now = '2026-03-15T09:00:00Z') => prover.run(proofs({ now }, { it: proof }), 'it')
const holds = async (proof: Proof, now?: string) =>
  expect(await prove(proof, now)).toMatchObject({ mismatches: [], problem: undefined })

describe('the report of a proof', () => {
  it('has figures as texts or as numbers, with what they were before', () =>
    holds(
      given(person(), sale(), sale({ sold_at: '2026-03-13T12:00:00Z', amount: 40 }))
        .report(daily, 'ann', { Revenue: { revenue: '$20.00', pieces: 2 } })
        .report(daily, 'ann', {
          Revenue: { revenue: { now: 20, before: '$40.00', change: -0.5, mood: 'bad' } },
        }),
    ))

  it('has rows in their order, with NULL, moments and days as people read them', () =>
    holds(
      given(person(), sale({ title: 'B', amount: null }), sale({ title: 'A', due: '2026-04-01' })).report(
        daily,
        'ann',
        {
          Titles: [
            { title: 'A', sold_at: '2026-03-14 12:00', amount: '$20.00', due: '2026-04-01' },
            { title: 'B', amount: null },
          ],
        },
      ),
    ))

  it('says what stands in a section without rows', () =>
    holds(
      given(person()).report(daily, 'ann', {
        Titles: 'Nothing was sold.',
        Revenue: 'Nothing in this period.',
      }),
    ))

  it("is of the day of the recipient's time zone, also where that has 23 hours", () =>
    holds(
      given(
        person({ time_zone: 'Europe/Oslo' }),
        sale({ title: 'before', sold_at: '2026-03-28T22:59:59Z' }),
        sale({ title: 'first', sold_at: '2026-03-28T23:00:00Z' }),
        sale({ title: 'last', sold_at: '2026-03-29T21:59:59Z' }),
        sale({ title: 'behind', sold_at: '2026-03-29T22:00:00Z' }),
      ).report(daily, 'ann', { Titles: [{ title: 'first' }, { title: 'last' }] }),
      '2026-03-30T09:00:00Z',
    ))

  it('goes to those who are expected', () =>
    holds(given(person(), person({ person: 'bob' })).recipients(daily, ['bob', 'ann'])))
})

describe('a report that is not as expected', () => {
  it('shows each section with what was expected and what was found', async () => {
    const { mismatches } = await prove(
      given(person(), sale({ title: 'A' })).report(daily, 'ann', {
        Revenue: { revenue: '$21.00', pieces: 2 },
        Titles: [{ title: 'A', amount: 20 }, { title: 'B' }],
      }),
    )
    expect(mismatches).toMatchObject([
      {
        subject: 'daily/Revenue for ann, day of 2026-03-14',
        columns: ['figure', 'now'],
        rows: [
          [{ same: true }, { expected: '$21.00', actual: '$20.00', same: false }],
          [{ same: true }, { expected: '2', actual: '2', same: true }],
        ],
      },
      {
        subject: 'daily/Titles for ann, day of 2026-03-14',
        columns: ['title', 'amount'],
        rows: [
          [{ same: true }, { same: true }],
          [{ expected: 'B', actual: null, same: false }, { expected: null }],
        ],
      },
    ])
  })

  it('says what stands in the place of rows or of a text', async () => {
    const { mismatches } = await prove(
      given(person(), sale()).report(daily, 'ann', { Titles: 'Nothing was sold.' }),
    )
    expect(mismatches).toMatchObject([{ rows: [[{ expected: 'Nothing was sold.', actual: '1 row' }]] }])
    const empty = await prove(given(person()).report(daily, 'ann', { Titles: [{ title: 'A' }] }))
    expect(empty.mismatches).toMatchObject([
      { subject: 'daily/Titles for ann, day of 2026-03-14 says: Nothing was sold.' },
    ])
  })

  it('says why a section fails', async () => {
    const { mismatches } = await prove(
      given(person(), sale({ amount: 1 })).report(daily, 'ann', { 'Pieces for the dollar': { ratio: 2 } }),
    )
    expect(mismatches).toMatchObject([
      { subject: expect.stringMatching(/says: it fails: division by zero$/) },
    ])
  })

  it('names who gets it and should not, and who does not', async () => {
    const { mismatches } = await prove(given(person()).recipients(daily, ['bob']))
    expect(mismatches).toMatchObject([
      {
        subject: 'recipients of daily',
        rows: [[{ expected: 'bob', actual: null }], [{ expected: null, actual: 'ann' }]],
      },
    ])
  })

  it('of somebody who gets none is refused', async () => {
    const { problem } = await prove(given(person()).report(daily, 'eve', { Titles: [] }))
    expect(problem).toMatchObject({ code: 'unknown-user', value: 'eve' })
  })

  it('with a section or a column that plain JavaScript misspells is refused', async () => {
    const wrong: object = { Tiles: [] }
    const misspelt: object = { Titles: [{ titel: 'A' }] }
    expect((await prove(given(person()).report(daily, 'ann', wrong))).problem).toMatchObject({
      code: 'unknown-section',
      value: 'Tiles',
      next: expect.stringContaining('Revenue, Titles'),
    })
    expect((await prove(given(person()).report(daily, 'ann', misspelt))).problem).toMatchObject({
      code: 'unknown-column',
      value: 'titel',
    })
  })
})
