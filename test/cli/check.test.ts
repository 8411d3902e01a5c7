import { expect, test } from 'vitest'
import { runSightline } from '../support/run-sightline.ts'

const faulty = ['check', '--config', 'test/fixtures/faulty.ts']

test('the project has no findings; what is excluded is counted', async () => {
  const { code, stdout } = await runSightline(['check'])
  expect(stdout).toMatch(/^0 findings, 2 excluded: 27 rules, 49 queries, [\d.]+ s\n$/)
  expect(code).toBe(0)
})

test('a finding is one line with its rule, its place, what is wrong and what to do, and ends with exit code 1', async () => {
  const { code, stdout } = await runSightline(faulty)
  const [unit = '', unused = '', verdict = ''] = stdout.trimEnd().split('\n')
  expect(unit).toMatch(/^missing-unit {2}sales\/Orders \(test\/fixtures\/faulty\.ts:\d+\) {2}.*unit/)
  expect(unused).toMatch(
    /^unused-view {2}analytics\.daily \(test\/fixtures\/faulty\.ts:4\) {2}No view.*reads this view\. Read it/,
  )
  expect(verdict).toMatch(/^2 findings: 27 rules/)
  expect(code).toBe(1)
})

test('one rule can be applied alone', async () => {
  const { code, stdout } = await runSightline([...faulty, '--rule', 'unused-view'])
  expect(stdout).toContain('1 finding: 1 rules')
  expect(stdout).not.toContain('missing-unit')
  expect(code).toBe(1)
})

test('a machine gets the findings as JSON', async () => {
  const { code, stdout } = await runSightline([...faulty, '--json'])
  const { findings, excluded, queries } = JSON.parse(stdout)
  expect(findings.map(({ rule, where }: { rule: string; where: string }) => [rule, where])).toEqual([
    ['missing-unit', 'sales/Orders'],
    ['unused-view', 'analytics.daily'],
  ])
  expect({ excluded, queries, code }).toEqual({ excluded: [], queries: 1, code: 1 })
})

test('every query of the project is within its budget on three times the sample', async () => {
  const { code, stdout } = await runSightline(['check', '--rule', 'slow-query', '--scale', '3'])
  expect(stdout).toMatch(/^0 findings: 1 rules, 49 queries, /)
  expect(code).toBe(0)
}, 90_000)

test('a query over its budget on more of the sample is a finding', async () => {
  const args = ['check', '--config', 'test/fixtures/slow.ts', '--rule', 'slow-query', '--scale']
  const [small, large] = [await runSightline([...args, '1']), await runSightline([...args, '200'])]
  expect(small.stdout).toMatch(/^0 findings/)
  expect(large.stdout).toMatch(/^slow-query {2}sales\/Pairs .*took \d+ ms; its budget is 100 ms/)
  expect([small.code, large.code]).toEqual([0, 1])
}, 90_000)
