import { dashboard, defineProject, folder, row, sql, tablePanel, timeseriesPanel } from 'sightline'
import { beforeAll, expect, test } from 'vitest'
import { testPage } from '../support/browser.ts'
import { type TestPreview, testPreview } from '../support/preview.ts'

const description = 'For a test.'
const moment = sql`timestamptz '2026-07-01T22:30:00Z'`
const query = sql<{ time: Date; value: number }>`select ${moment} as time, 1 as value`
const panels = [
  tablePanel({ title: 'Moments', description, query }),
  timeseriesPanel({ title: 'Over time', description, query }),
]
const finance = folder('zones-finance', { title: 'Finance' })
const payroll = folder('zones-payroll', { title: 'Payroll', parent: finance })
const time = { from: '2026-07-01T00:00:00Z', to: '2026-07-03T00:00:00Z' }
const shown = { description, time, rows: [row('All', { panels })] }

const project = defineProject({
  name: 'zones',
  version: '1.0.0',
  folder: { uid: 'zones', title: 'Zones' },
  timeZone: 'Europe/Oslo',
  definitions: [
    dashboard({ ...shown, uid: 'zones-oslo', title: 'In Oslo' }),
    dashboard({ ...shown, uid: 'zones-delhi', title: 'In Delhi', timeZone: 'Asia/Kolkata', folder: finance }),
    dashboard({ ...shown, uid: 'zones-pay', title: 'Pay', folder: payroll }),
  ],
  sample: async () => {},
})

let preview: TestPreview
let open: Awaited<ReturnType<typeof testPage>>['open']
beforeAll(async () => {
  preview = await testPreview(project)
  open = (await testPage()).open
}, 120_000)

test.each([
  ['zones-oslo', 'Europe/Oslo', '2026-07-02 00:30:00'],
  ['zones-delhi', 'Asia/Kolkata', '2026-07-02 04:00:00'],
])('%s shows moments by the clocks of %s, of the project or its own', async (uid, zone, text) => {
  const page = await open(`${preview.url}/d/${uid}`)
  expect(await page.locator('#time-range').innerText()).toContain(zone)
  expect(await page.locator('.panel-table td').first().innerText()).toBe(text)
})

test('a range that is typed in is one of those clocks', async () => {
  const page = await open(`${preview.url}/d/zones-oslo`)
  await page.locator('#time-range').click()
  await page.locator('input[name=from]').fill('2026-07-01 08:00')
  await page.locator('input[name=to]').fill('2026-07-02')
  await page.locator('.own-range button').click()
  await page.waitForURL(/from=/)
  const { searchParams } = new URL(page.url())
  expect(['from', 'to'].map((end) => new Date(Number(searchParams.get(end))).toISOString())).toEqual([
    '2026-07-01T06:00:00.000Z',
    '2026-07-01T22:00:00.000Z',
  ])
  expect(await page.locator('#time-range').innerText()).toContain('2026-07-01 08:00 to 2026-07-02 00:00')
})

test('dashboards stand in their folders, and these in each other', async () => {
  const page = await open(`${preview.url}/d/zones-pay`)
  const list = page.locator('#nav > ul').first()
  expect(await list.locator('> li > a').allInnerTexts()).toEqual(['In Oslo'])
  const outer = list.locator('> .folder')
  expect(await outer.locator('> span').innerText()).toBe('Finance')
  expect(await outer.locator('> ul > li > a').allInnerTexts()).toEqual(['In Delhi'])
  expect(await outer.locator('.folder > span').innerText()).toBe('Payroll')
  expect(await outer.locator('.folder a[aria-current=page]').innerText()).toBe('Pay')
})
