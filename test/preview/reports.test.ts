import { defineProject, rows, source, timeFilter } from 'sightline'
import { numeric, text, timestamptz } from 'sightline/columns'
import { figures, report } from 'sightline/reports'
import { expect, test } from 'vitest'
import { testPage } from '../support/browser.ts'
import { testPreview } from '../support/preview.ts'

const readers = source('readers', {
  description: 'Who gets reports.',
  columns: { user_id: text().primaryKey(), email: text() },
})
const sales = source('sales', {
  description: 'What was sold.',
  columns: { user_id: text(), sold_at: timestamptz(), amount: numeric(12, 2) },
})
const daily = report('daily', {
  title: 'Your day',
  description: 'What was sold yesterday.',
  schedule: { every: 'day', at: '09:00' },
  userColumn: 'user_id',
  recipients: rows(readers).selectAll().orderBy('user_id'),
  sections: [
    figures({
      title: 'Revenue',
      query: rows(sales)
        .where((eb) => timeFilter(eb.ref('sold_at')))
        .groupBy('user_id')
        .select((eb) => ['user_id', eb.fn.sum<number>('amount').as('revenue')]),
      figures: { revenue: { unit: 'currencyUSD', decimals: 2 } },
    }),
  ],
})

const day = 86_400_000
const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * day)

const { url } = await testPreview(
  defineProject({
    name: 'mails',
    version: '1.0.0',
    folder: { uid: 'mails', title: 'Mails' },
    definitions: [daily],
    sample: async ({ now, copy }) => {
      await copy(readers, [
        { user_id: 'ann', email: 'ann@example.com' },
        { user_id: 'bob', email: 'bob@example.com' },
      ])
      await copy(sales, [
        { user_id: 'ann', sold_at: daysAgo(now, 1), amount: 10 },
        { user_id: 'bob', sold_at: daysAgo(now, 1), amount: 20.5 },
        { user_id: 'bob', sold_at: daysAgo(now, 3), amount: 7 },
      ])
    },
  }),
)
const { page, open } = await testPage()
const mail = page.frameLocator('iframe.mail')
const shown = (words: string) => expect.poll(() => mail.locator('body').innerText()).toContain(words)

test('a report is shown as the mail of the first recipient and of yesterday', async () => {
  await open(`${url}/reports`)
  await shown('$10.00')
})

test('another user has other numbers, and another day too', async () => {
  await page.getByLabel('User').selectOption('bob')
  await shown('$20.50')
  const before = daysAgo(new Date(), 3).toISOString().slice(0, 10)
  await page.getByLabel('Day').fill(before)
  await shown('$7.00')
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({ user: 'bob', period: before })
  await page.getByLabel('User').selectOption('ann')
  await shown('Nothing in this period.')
})

test('a report, a user and a day that there are not are refused in words', async () => {
  const asked = (path: string) => fetch(`${url}/api/reports/${path}`)
  for (const [path, words] of [
    ['weekly', 'daily'],
    ['daily?user=nobody', 'no recipient'],
    ['daily?period=someday', 'not a day'],
  ] as const) {
    const answer = await asked(path)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(words)
  }
})
