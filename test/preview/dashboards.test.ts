import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import project from '../../sightline.config.ts'
import { allPanels } from '../../toolkit/grafana/all-panels.ts'
import { desktop, phone, testPage, untilReady } from '../support/browser.ts'
import { testPreview } from '../support/preview.ts'

const preview = await testPreview(project)
const { open } = await testPage()
const dashboards = preview.release.dashboards.map(({ json }) => json)
const [executive = '', operations = '', channels = ''] = dashboards.map(({ uid }) => uid)

const panel = (page: Page, title: string) =>
  page.locator('.panel', { has: page.locator(`h3:text-is("${title}")`) })
const address = (uid: string, query = '') => `${preview.url}/d/${uid}${query}`

test.each(dashboards.map(({ uid = '', title = '' }) => [title, uid]))(
  'every panel of %s shows data and no error',
  async (_, uid) => {
    const page = await open(address(uid))
    const titles = [...allPanels(dashboards.find((json) => json.uid === uid)?.panels ?? [])].map(
      ({ title }) => title,
    )
    expect(await page.locator('.panel h3').allTextContents()).toEqual(titles)
    const results = await page
      .locator('.panel')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-result')))
    expect(results).toEqual(titles.map(() => 'data'))
    expect(await page.locator('.problem').count()).toBe(0)
  },
)

test('a stat shows what the database says, in its unit and the color of its threshold', async () => {
  const { rows } = await preview.client.query(
    'select total_mrr::float8 as mrr from analytics.mrr_calculation order by month desc limit 1',
  )
  const page = await open(address(executive, '?theme=dark'))
  const value = panel(page, 'MRR').locator('.stat-value')
  expect(await value.textContent()).toBe(`$${Math.round(rows[0].mrr / 1000)}K`)
  const color = [50_000, 100_000].findLastIndex((limit) => rows[0].mrr >= limit)
  const colors = ['rgb(242, 73, 92)', 'rgb(250, 222, 42)', 'rgb(115, 191, 105)']
  expect(await value.evaluate((one) => one.ownerDocument.defaultView?.getComputedStyle(one).color)).toBe(
    colors[color + 1],
  )
  expect(await panel(page, 'MRR').locator('.sparkline svg path').count()).toBeGreaterThan(0)
})

test('a changed variable changes the rows, and stands in the address as in Grafana', async () => {
  const page = await open(address(channels))
  const table = panel(page, 'Top Performing Videos')
  const before = await table.locator('tbody').textContent()
  const users = page.getByLabel('User')
  const other = await users.locator('option').nth(3).getAttribute('value')
  await users.selectOption(other)
  await expect.poll(() => table.locator('tbody').textContent()).not.toBe(before)
  expect(new URL(page.url()).searchParams.get('var-user_id')).toBe(other)
  await page.goBack()
  await expect.poll(() => table.locator('tbody').textContent()).toBe(before)
})

test('a changed range changes the queries', async () => {
  const page = await open(address(operations, '?from=now-1h&to=now'))
  const sent = page.waitForRequest(
    (request) => request.url().endsWith('/api/query') && request.postData()?.includes('now-3h') === true,
  )
  await page.getByRole('button', { name: /^Time range/ }).click()
  await page.getByRole('button', { name: 'Last 3 hours' }).click()
  await sent
  await untilReady(page)
  expect(new URL(page.url()).searchParams.get('from')).toBe('now-3h')
  await panel(page, 'API Response Time').getByRole('button', { name: 'SQL, rows and lineage' }).click()
  const [, from = '', to = ''] =
    /BETWEEN '(.+?)' AND '(.+?)'/.exec((await page.locator('dialog .sql').textContent()) ?? '') ?? []
  expect(Date.parse(to) - Date.parse(from)).toBe(3 * 3_600_000)
})

test('a span that is marked in a chart becomes the range', async () => {
  const page = await open(address(operations))
  const box = await panel(page, 'API Response Time').locator('.chart').boundingBox()
  if (!box) throw new Error('The chart has no place.')
  await page.mouse.move(box.x + 200, box.y + 80)
  await page.mouse.down()
  await page.mouse.move(box.x + 400, box.y + 80, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => new URL(page.url()).searchParams.get('from')).toMatch(/^\d{13}$/)
})

test('a pointer on a chart is told the values of the moment', async () => {
  const page = await open(address(executive))
  await panel(page, 'MRR Growth').locator('.chart').hover()
  await expect.poll(() => page.locator('.tooltip').first().textContent()).toMatch(/Total MRR\$\d+K/)
})

test('a pointer on a point of the matrix is told the channel, and its tier in the colour of the point', async () => {
  const page = await open(address(channels, '?theme=dark'))
  const { rows } = await preview.client.query(
    'select channel_name, performance_tier from analytics.channel_performance',
  )
  const point = panel(page, 'Channel Performance Matrix').locator('.chart svg path[fill-opacity]').last()
  await point.hover()
  const tooltip = page.locator('.tooltip').first()
  await expect.poll(() => tooltip.textContent()).toMatch(/Tier/)
  const text = (await tooltip.textContent()) ?? ''
  const channel = rows.find(({ channel_name }) => text.includes(channel_name))
  const colors: Record<string, string> = {
    elite: '#B877D9',
    growth: '#5794F2',
    established: '#73BF69',
    developing: '#FADE2A',
    struggling: '#F2495C',
  }
  expect((await point.getAttribute('stroke'))?.toUpperCase()).toBe(colors[channel?.performance_tier])
})

test('a legend shows one line alone, and all of them again', async () => {
  const page = await open(address(executive))
  const growth = panel(page, 'MRR Growth')
  const lines = () => growth.locator('.chart svg path[stroke-width="2"]').count()
  const all = await lines()
  const item = growth.getByRole('button', { name: 'Base MRR' })
  await item.click()
  expect(await growth.locator('.legend-item[aria-pressed=false]').count()).toBe(2)
  expect(await lines()).toBeLessThan(all)
  await item.click()
  expect(await lines()).toBe(all)
})

test('a panel shows its SQL, its rows, what it reads and how long that took', async () => {
  const page = await open(address(executive))
  await panel(page, 'MRR').getByRole('button', { name: 'SQL, rows and lineage' }).click()
  const dialog = page.getByRole('dialog')
  expect(await dialog.locator('.facts').textContent()).toMatch(
    /\d+ rows {2}· {2}[\d.]+ ms {2}· {2}dashboards\/.+\.ts:\d+/,
  )
  expect(await dialog.locator('.sql').textContent()).toContain('from analytics.mrr_calculation')
  await dialog.getByRole('tab', { name: 'Rows' }).click()
  expect(await dialog.locator('tbody tr').count()).toBeGreaterThan(12)
  await page.keyboard.press('ArrowRight')
  await dialog.locator('.reads li').first().waitFor()
  expect(await dialog.locator('.reads li').allTextContents()).toEqual([
    'analytics.mrr_calculationmonth, total_mrr',
  ])
  await page.keyboard.press('Escape')
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('a row folds, and opens again from the keyboard', async () => {
  const page = await open(address(executive))
  const fold = page.getByRole('button', { name: 'Key Business Metrics' })
  await fold.click()
  expect(await panel(page, 'MRR').isVisible()).toBe(false)
  await page.keyboard.press('Enter')
  expect(await panel(page, 'MRR').isVisible()).toBe(true)
  expect(await fold.getAttribute('aria-expanded')).toBe('true')
})

test('links lead to the other dashboards without loading the page again', async () => {
  const page = await open(`${preview.url}/`)
  await page.evaluate('globalThis.kept = true')
  await page.locator('.variables').getByRole('link', { name: 'Channel Performance Analytics' }).click()
  await page.getByRole('heading', { level: 1, name: 'Channel Performance Analytics' }).waitFor()
  expect(await page.evaluate('globalThis.kept')).toBe(true)
})

test('a table is sorted by the heading that is pressed', async () => {
  const page = await open(address(channels))
  const users = page.getByLabel('User')
  await users.selectOption({ index: 5 })
  await untilReady(page)
  const table = panel(page, 'Top Performing Videos')
  expect(await table.locator('th[aria-sort=descending]').textContent()).toBe('Views')
  await table.getByRole('button', { name: 'Video', exact: true }).click()
  const titles = await table.locator('tbody tr td:first-child').allTextContents()
  expect(titles).toEqual(titles.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })))
})

test('nothing is cut off or needs scrolling sideways, on a desk or on a phone', async () => {
  for (const path of [...dashboards.map(({ uid }) => `/d/${uid}`), '/alerts', '/lineage']) {
    const page = await open(preview.url + path)
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size)
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, size.width])
    }
  }
})

test('a screen reader finds a name for every button, every field and every panel', async () => {
  const page = await open(address(channels))
  const unnamed = await page.locator('button, select, input, section, nav, main h1').evaluateAll((all) =>
    all
      .filter((one) => {
        const labels = one.getAttribute('aria-labelledby') ?? ''
        const named = one.getAttribute('aria-label') ?? one.textContent ?? ''
        const id = one.getAttribute('id')
        const label = id === null ? null : one.ownerDocument.querySelector(`label[for="${id}"]`)
        return named.trim() === '' && labels === '' && label === null
      })
      .map((one) => one.outerHTML.slice(0, 80)),
  )
  expect(unnamed).toEqual([])
  expect(
    await panel(page, 'Channel Performance Matrix').locator('.panel-body').getAttribute('aria-label'),
  ).toContain('points by Views')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the dashboard')
})

test('alerts show their state now, and their value against its limit', async () => {
  const page = await open(`${preview.url}/alerts`)
  const quota = page.locator('.alert', { hasText: 'YouTube Quota Critical' })
  const { rows } = await preview.client.query(
    'select youtube_quota_used_today::int8 as used from analytics.platform_performance',
  )
  const value = await quota.locator('.instance-value').textContent()
  expect(value?.replace(',', '')).toBe(String(rows[0].used))
  expect(await quota.locator('.alert-state').textContent()).toBe(rows[0].used > 9000 ? 'Firing' : 'Normal')
  expect(await quota.locator('.instance-limit').textContent()).toBe('fires above 9000')
  await preview.client.query(
    `insert into youtube_api_calls values ((now() at time zone 'UTC')::date, 'search', 9001)`,
  )
  await page.reload()
  await untilReady(page)
  expect(await quota.locator('.alert-state').textContent()).toBe('Firing')
})

test('an alert is tried on what has been: when it would have fired, how long, and with other limits', async () => {
  await preview.client.query(
    `insert into error_logs select date_trunc('hour', now()) - interval '3 hours', 'error', 'api', 'it failed' from generate_series(1, 200)`,
  )
  const page = await open(`${preview.url}/alerts`)
  const errors = page.locator('.alert', { hasText: 'High Error Rate' })
  await errors.getByRole('button', { name: 'Last 24 hours' }).click()
  await errors.locator('.backtest-verdict').waitFor()
  expect(await errors.locator('.backtest-verdict').textContent()).toMatch(
    /^Would have fired once, 5 min in all, of 28[89] evaluations\.$/,
  )
  expect(await errors.locator('.backtest-picture svg path').count()).toBeGreaterThan(2)
  const limits = errors.locator('.backtest-table').last()
  expect(await limits.locator('tr', { hasText: '50 (now)' }).locator('td').allTextContents()).toEqual([
    '50 (now)',
    '1',
    '0.1',
  ])
}, 60_000)

test('the lineage can be walked through from a table to its columns and their readers', async () => {
  const page = await open(`${preview.url}/lineage`)
  await page.getByRole('link', { name: 'video_thumbnails, source' }).click()
  await page.getByRole('heading', { name: /^video_thumbnails/ }).waitFor()
  expect(await page.locator('.box').count()).toBeLessThan(10)
  await page.getByRole('link', { name: 'click_through_rate' }).click()
  await page.getByRole('link', { name: /Top Performing Videos, panel$/ }).click()
  await page.getByRole('link', { name: 'Open the dashboard' }).click()
  await page.getByRole('heading', { level: 1, name: 'Channel Performance Analytics' }).waitFor()
})
