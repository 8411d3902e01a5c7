import { spawnSync } from 'node:child_process'
import { access, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repository, runSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const parent = await temporaryFolder()
const emptyFolder = () => mkdtemp(join(parent, 'case-'))

const cases = [
  { file: 'throws', says: ['the vault is closed', 'throws.ts:1'] },
  { file: 'no-project', says: ['exports no project', 'defineProject'] },
  {
    file: 'same-name',
    says: ['Two definitions have the name analytics.daily', 'same-name.ts:4 and', 'same-name.ts:9'],
  },
  { file: 'cycle', says: ['analytics.chicken → analytics.egg → analytics.chicken', 'cycle.ts:5'] },
  { file: 'undeclared-table', says: ['The view analytics.daily reads orders', 'undeclared-table.ts:4'] },
  { file: 'no-grain', says: ['analytics.daily has no grain', 'no-grain.ts:4'] },
  {
    file: 'unknown-variable',
    says: ['"In the region"', 'dashboard sales', '${region:sqlstring}', 'unknown-variable.ts:10'],
  },
  { file: 'unknown-export', says: ["'sightline' does not provide an export named 'viewOf'"] },
  { file: 'circle/sightline.config', says: ['import each other in a circle', 'second.ts:8'] },
]

describe.each(cases)('a config that is wrong: $file', ({ file, says }) => {
  test('ends with a clear error that names the definition, and writes nothing', async () => {
    const folder = await emptyFolder()
    const out = join(folder, 'release')
    const { code, stdout, stderr } = await runSightline([
      'build',
      '--config',
      `test/fixtures/bad/${file}.ts`,
      '--out',
      out,
    ])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    for (const words of says) expect(stderr).toContain(words)
    expect(stderr).toContain('next:')
    expect(stderr).not.toMatch(/\n\s+at |main\.mjs/)
    expect(await readdir(folder)).toEqual([])
  })
})

test.each([
  ['a folder without a config', []],
  ['a config that is a folder', ['--config', '.']],
])('%s is told where to run, and how to name one', async (_, options) => {
  const folder = await emptyFolder()
  const { code, stderr } = await runSightline(['build', ...options], folder)
  expect(code).toBe(2)
  expect(stderr).toContain('There is no config here')
  expect(stderr).toContain('--config')
})

test('an output folder below a file is refused, and nothing is left behind', async () => {
  const folder = await emptyFolder()
  await writeFile(join(folder, 'file'), '')
  const { code, stderr } = await runSightline(['build', '--out', join(folder, 'file', 'release')])
  expect(code).toBe(2)
  expect(stderr).toContain('cannot be written')
  expect(await readdir(folder)).toEqual(['file'])
})

test("an output folder with somebody's files is left as it is", async () => {
  const folder = await emptyFolder()
  await writeFile(join(folder, 'thesis.doc'), 'ten years of work')
  const { code, stderr } = await runSightline(['build', '--out', folder])
  expect(code).toBe(2)
  expect(stderr).toContain('not a release')
  await access(join(folder, 'thesis.doc'))
})

test('what Postgres refuses is said in its words, with the definition', async () => {
  const { code, stderr } = await runSightline([
    'check',
    '--config',
    'test/fixtures/bad/refused-by-postgres.ts',
  ])
  expect(code).toBe(2)
  expect(stderr).toContain('column "dya" does not exist')
  expect(stderr).toContain('analytics.daily')
  expect(stderr).toContain('refused-by-postgres.ts:5')
})

test.each([
  { args: ['chekc'], says: 'Did you mean check' },
  { args: ['build', '--ouput', 'x'], says: 'unknown option' },
  { args: ['report', 'history', '--limit', 'x'], says: 'It must be a whole number' },
  { args: ['import', 'sources', '--nope'], says: 'unknown option' },
  { args: ['check', '--rule', 'slow'], says: 'There is no such rule' },
  { args: ['lineage', '--format', 'pdf'], says: 'There is no such format' },
  {
    args: ['demo', '--scale', 'big'],
    says: "option '--scale <number>' argument 'big' is invalid. It must be a number above 0.",
  },
])('wrong use ends with exit code 2: sightline $args', async ({ args, says }) => {
  const { code, stderr } = await runSightline(args)
  expect(code).toBe(2)
  expect(stderr).toContain(says)
})

test.each([
  [['screenshot', 'executive', '--out', 'pictures', '--var', 'foo'], 'This is not a value of a variable.'],
  [
    ['screenshot', 'executive', '--out', 'pictures', '--from', 'garbage'],
    'not a time that Grafana understands',
  ],
  [
    ['screenshot', 'executive', '--out', 'pictures', '--from', 'now', '--to', 'now-1d'],
    'ends before it begins',
  ],
  [['screenshot', 'executive', '--out', 'pictures', '--width', '0'], 'It must be a whole number above 0.'],
  [['lineage', 'videos', '--changed', 'HEAD'], '--changed shows everything that changes'],
  [['destroy', '--database', 'postgres://nobody@127.0.0.1:1/none'], 'add --yes'],
])('%s ends with words before anything is done', async (args, words) => {
  const { code, stdout, stderr } = await runSightline(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(words)
})

test('what cannot be printed, since there is no room, is said in words', () => {
  const { status, stderr } = spawnSync('sh', ['-c', 'node bin/sightline.mjs list > /dev/full'], {
    cwd: repository,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringMatching(
      /^error Standard output cannot be written: ENOSPC[^\n]*\n {2}next: [^\n]*\n$/,
    ),
  })
})

test.each(['me:hunter2@grafana', 'http://me:hunter2@grafana', 'hunter2'])(
  'an address of Grafana in a form that it does not have is refused without it: %s',
  async (address) => {
    const config = 'examples/quickstart/sightline.config.ts'
    const { code, stdout, stderr } = await runSightline(['open', '--config', config, '--grafana', address])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('address')
    expect(stderr).not.toContain('hunter2')
  },
)
