import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testPage, untilReady } from '../support/browser.ts'
import { releaseLater } from '../support/resources.ts'
import { repository, runSightline, startSightline } from '../support/run-sightline.ts'
import { writableProject } from './writable-project.ts'

const { folder, config } = await writableProject()
const { page, open } = await testPage()
const run = startSightline(['preview', 'sales', '--config', config, '--port', '0'], folder)
releaseLater(async () => {
  run.child.kill('SIGINT')
  await run.outcome
})

const stat = () => page.locator('.panel-stat .stat-value').first().textContent()
const title = () => page.locator('.panel h3').first().textContent()

/** Saves a file with a part replaced, and tells how long it took until the page showed it. */
async function save(
  file: string,
  before: string,
  after: string,
  shown: () => Promise<boolean>,
): Promise<number> {
  const path = join(folder, file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(before)
  const start = performance.now()
  await writeFile(path, text.replace(before, after))
  await expect.poll(shown, { timeout: 15_000, interval: 20 }).toBe(true)
  return performance.now() - start
}

test('it begins with the dashboard that was named, on sample data', async () => {
  await expect.poll(run.output, { timeout: 30_000 }).toContain('until Ctrl-C')
  const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\S*/.exec(run.output()) ?? []
  expect(address).toMatch(/\/d\/shop-sales$/)
  await open(`${address}?from=now-2d&to=now&var-country=NO`)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sales')
  expect(await title()).toBe('Revenue')
  expect(await stat()).toBe('$30')
})

test('a saved panel appears in the open page within a second, and the range and the variables stay', async () => {
  const titles = ['Revenue', 'One', 'Two', 'Three', 'Earned']
  let best = Number.POSITIVE_INFINITY
  for (const [index, next] of titles.slice(1).entries()) {
    const shown = async () => (await title()) === next
    const saved = await save('dashboard.ts', `title: '${titles[index]}'`, `title: '${next}'`, shown)
    best = Math.min(best, saved)
  }
  await untilReady(page)
  process.stdout.write(`from save to page: ${best.toFixed(0)} ms\n`)
  expect(best).toBeLessThan(1000)
  const { searchParams } = new URL(page.url())
  expect(Object.fromEntries(searchParams)).toEqual({ from: 'now-2d', to: 'now', 'var-country': 'NO' })
  expect(await page.getByLabel('Country').inputValue()).toBe('NO')
  expect(await page.getByRole('button', { name: 'Time range: Last 2 days' }).count()).toBe(1)
})

test('a saved view changes the numbers', async () => {
  await save('sql.ts', '* 1`', '* 2`', async () => (await stat()) === '$60')
})

test('a mistake is shown above the page, which stays as it was, and goes when it is put right', async () => {
  const banner = page.locator('.banner')
  await save('dashboard.ts', "title: 'Earned'", "titel: 'Earned", () => banner.isVisible())
  expect(await banner.textContent()).toContain('dashboard.ts')
  expect(await title()).toBe('Earned')
  await save('dashboard.ts', "titel: 'Earned", "title: 'Paid'", async () => (await title()) === 'Paid')
  expect(await banner.isVisible()).toBe(false)
})

test('a view that Postgres refuses is named, and the page stays as it was', async () => {
  const banner = page.locator('.banner')
  await save('sql.ts', '* 2`', '* nothing`', () => banner.isVisible())
  expect(await banner.textContent()).toContain('"nothing" does not exist')
  expect(await stat()).toBe('$60')
  await save('sql.ts', '* nothing`', '* 3`', async () => (await stat()) === '$90')
})

test('only what was saved is loaded again, with what imports it; after a mistake everything is', async () => {
  const loads = () => run.output().split('sql.ts is loaded').length - 1
  const first = "import { from, source, view } from 'sightline'"
  await save('sql.ts', first, `${first}\nconsole.error('sql.ts is loaded')`, async () => loads() === 1)
  await save('dashboard.ts', "title: 'Paid'", "title: 'Late'", async () => (await title()) === 'Late')
  expect(loads()).toBe(1)
  const banner = page.locator('.banner')
  await save('dashboard.ts', 'const country', "import './more.ts'\nconst country", () => banner.isVisible())
  await writeFile(join(folder, 'more.ts'), '')
  await save('sql.ts', '* 3`', '* 4`', async () => (await stat()) === '$120')
  expect(await banner.isVisible()).toBe(false)
  await save('sql.ts', '* 4`', '* 3`', async () => (await stat()) === '$90')
})

test('wrong use is said in words', async () => {
  const unknown = await runSightline(['preview', 'nowhere', '--config', config], folder)
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('no such dashboard') })
  const unreachable = ['preview', '--config', config, '--database', 'postgres://nobody@127.0.0.1:1/none']
  expect(await runSightline(unreachable, repository)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Nothing listens'),
  })
})

test('it ends at Ctrl-C, and pictures are taken of what was saved', async () => {
  run.child.kill('SIGINT')
  expect((await run.outcome).code).toBe(0)
  const out = join(folder, 'pictures')
  const args = ['screenshot', 'sales', '--out', out, '--theme', 'light', '--var', 'country=DE', '--json']
  const { code, stdout } = await runSightline([...args, '--config', config], folder)
  const file = join(out, 'shop-sales.png')
  expect({ code, taken: JSON.parse(stdout) }).toEqual({
    code: 0,
    taken: [{ dashboard: 'shop-sales', theme: 'light', file, failed: [] }],
  })
  expect(existsSync(file)).toBe(true)
})
