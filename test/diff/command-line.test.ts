import { readFileSync } from 'node:fs'
import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type GitRepository, userRepository } from '../support/git-repository.ts'
import { type Outcome, runSightline, startSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const config = (
  filter = '',
) => `import { from, dashboard, defineProject, row, source, statPanel, thresholds, view } from 'sightline'
import { integer } from 'sightline/columns'

const orders = source('orders', { description: 'Sales.', columns: { order_id: integer().primaryKey(), amount: integer() } })
const totals = view('shop.totals', {
  description: 'All orders.',
  grain: [],
  query: from(orders).selectFrom('orders')${filter}.select((eb) => [eb.fn.sum<number>('amount').as('revenue')]),
})
const revenue = statPanel({
  title: 'Revenue',
  description: 'All orders (US dollars).',
  unit: 'currencyUSD',
  thresholds: thresholds('red', [50, 'green']),
  query: from(totals).selectFrom('shop.totals').select('revenue'),
})
export default defineProject({
  name: 'shop',
  version: '1.0.0',
  folder: { uid: 'shop', title: 'Shop' },
  definitions: [orders, totals, dashboard({ uid: 'shop', title: 'Shop', description: 'Sales.', rows: [row('All', { panels: [revenue] })] })],
  sample: async ({ copy }) => {
    await copy(orders, [10, 20, 30].map((amount, index) => ({ order_id: index, amount })))
  },
})
`

let shop: GitRepository
let temporary: string
const run = (...args: string[]): Promise<Outcome> =>
  runSightline(args, shop.folder, { TMPDIR: temporary, GITHUB_BASE_REF: '' })
const diff = (...args: string[]): Promise<Outcome> => run('diff', ...args)
const revisions = async () =>
  (await readdir(temporary)).filter((name) => name.startsWith('sightline-revision-')).length

beforeAll(async () => {
  temporary = await temporaryFolder()
  await chmod(temporary, 0o755)
  shop = await userRepository()
  shop.commit('Nothing yet')
  shop.git('tag', 'empty')
  shop.write('sightline.config.ts', 'throw new Error("half written")\n')
  shop.commit('Half written')
  shop.git('tag', 'broken')
  shop.write('sightline.config.ts', config())
  const lock = { name: 'shop', lockfileVersion: 3, packages: { '': { name: 'shop' } } }
  shop.write('package-lock.json', JSON.stringify(lock))
  shop.commit('Without sightline')
  shop.git('tag', 'without')
  shop.write(
    'package.json',
    JSON.stringify({ name: 'shop', type: 'module', dependencies: { left: '1.0.0' } }),
  )
  shop.commit('Out of step')
  shop.git('tag', 'out-of-step')
  shop.git('checkout', '--quiet', 'broken', '--', 'package.json')
  shop.git('rm', '--quiet', 'package-lock.json')
  shop.commit('The shop')
  shop.git('checkout', '--quiet', '-b', 'change')
  shop.write('sightline.config.ts', config(".where('amount', '<', 30)"))
})

describe('sightline diff', { timeout: 90_000 }, () => {
  test('compares the working tree with where the branch left main, and leaves nothing behind', async () => {
    const { code, stdout } = await diff('--fail-on', 'breaking')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Changes numbers: 1 number changes; 1 view has other rows; 1 SQL change\.$/m)
    expect(stdout).toContain('panel shop/Revenue\n  $60 → $30  −$30 (−50 %), green → red')
    expect(stdout).toContain('where this left main')
    expect(await revisions()).toBe(0)
    expect(shop.git('worktree', 'list').trim().split('\n')).toHaveLength(1)
  })

  test('takes pictures of what changes, before and after', async () => {
    const { code, stderr } = await diff('--images', 'pictures')
    expect(code).toBe(0)
    expect(stderr).toContain(`picture ${join('pictures', 'shop.png')}`)
    const picture = readFileSync(join(shop.folder, 'pictures/shop.png'))
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(await readdir(join(shop.folder, 'pictures'))).toEqual(['shop.png'])
    const onData = await diff('--images', 'pictures', '--data', 'postgres://nobody@127.0.0.1:1/none')
    expect(onData).toMatchObject({ code: 2, stderr: expect.stringContaining('Leave out --data or --images') })
  })

  test('compares release folders and revisions alike', async () => {
    await run('build', '--out', 'release')
    const { stdout } = await diff('release', 'main', '--format', 'markdown')
    expect(stdout).toContain('| panel `shop/Revenue` | $30 | $60 | \\+$30 (+100 %), red → green |')
    expect(stdout).toContain('```mermaid\nflowchart LR')
    expect(stdout).toContain('From `release` (1.0.0+')
  })

  test('exits with 1 for a breaking change where it is told to', async () => {
    const text = readFileSync(join(shop.folder, 'sightline.config.ts'), 'utf8')
    shop.write(
      'sightline.config.ts',
      text.replace("as('revenue')", "as('turnover')").replace(".select('revenue')", ".select('turnover')"),
    )
    const { code, stdout } = await diff('main', '--fail-on', 'breaking', '--format', 'json')
    shop.write('sightline.config.ts', text)
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'breaking',
      base: { label: 'main' },
      broken: [{ change: 'renamed', name: 'shop.totals.revenue', after: 'turnover' }],
    })
  })

  test('leaves nothing behind when it is interrupted', async () => {
    const { child, outcome, output } = startSightline(['diff', 'main'], shop.folder, {
      TMPDIR: temporary,
      GITHUB_BASE_REF: '',
    })
    await expect.poll(output, { timeout: 20_000, interval: 20 }).toContain('Building main')
    child.kill('SIGINT')
    expect((await outcome).code).toBe(130)
    expect(await revisions()).toBe(0)
    expect(shop.git('worktree', 'list').trim().split('\n')).toHaveLength(1)
  })

  test('draws what the change reaches', async () => {
    const { stdout } = await run('lineage', '--changed', 'main')
    expect(stdout).toMatch(/^flowchart LR\n/)
    expect(stdout).toContain('["shop/Revenue"]')
    expect(stdout).toMatch(/class n\d+ changed/)
  })
})

describe('sightline diff says plainly', { timeout: 90_000 }, () => {
  test.each([
    ['that the base has no project', ['empty'], 'empty has no project: there is no config in it.'],
    [
      'that the base does not build, and why',
      ['broken'],
      'broken does not build.\n  value: error The config, or a file it imports, throws: half written',
    ],
    [
      'that the base has no sightline',
      ['without'],
      'without does not have sightline among its dependencies.',
    ],
    [
      'that the dependencies of the base cannot be installed, and why',
      ['out-of-step'],
      'The dependencies of out-of-step cannot be installed.',
    ],
    [
      'that there is no such revision',
      ['nowhere'],
      'There is no such revision, and no release folder of that name.\n  value: nowhere',
    ],
    ['that there is no such format', ['main', '--format', 'html'], 'There is no such format.\n  value: html'],
    [
      'that only a breaking change can fail',
      ['main', '--fail-on', 'numbers'],
      'There is no such verdict to fail on.',
    ],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await diff(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(await revisions()).toBe(0)
    expect(shop.git('worktree', 'list').trim().split('\n')).toHaveLength(1)
  })
})
