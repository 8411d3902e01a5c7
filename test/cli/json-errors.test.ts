import { expect, test } from 'vitest'
import { runSightline } from '../support/run-sightline.ts'

const bad = (file: string) => ['--config', `test/fixtures/bad/${file}.ts`]

test.each([
  ['a command that fails', ['build', '--json', ...bad('no-project')], 'config-without-project'],
  ['a definition that is wrong', ['build', '--json', ...bad('cycle')], 'circular-dependency'],
  ['--format json', ['diff', 'no-such-revision', '--format', 'json'], 'unknown-revision'],
  ['an unknown option', ['build', '--json', '--nonsense'], 'wrong-usage'],
])('%s gives a machine the error with its code, and a person the text', async (_, options, errorCode) => {
  const { code, stdout, stderr } = await runSightline(options)
  const { error } = JSON.parse(stdout)
  expect({ code, error }).toMatchObject({
    code: 2,
    error: { code: errorCode, what: expect.any(String), next: expect.any(String) },
  })
  expect(stderr).toContain(error.what)
})

test('where the definition stands is a part of its own', async () => {
  const { stdout } = await runSightline(['build', '--json', ...bad('cycle')])
  expect(JSON.parse(stdout).error.where).toMatch(/cycle\.ts:5$/)
})

test('a password in an address is in neither of them', async () => {
  const address = 'postgres://ada:secret@127.0.0.1:1/shop'
  const { stdout, stderr } = await runSightline(['drift', '--json', '--database', address])
  expect(JSON.parse(stdout).error.code).toBe('database-refuses-connection')
  expect(stdout + stderr).not.toContain('secret')
})

test('without --json the text on standard error is all', async () => {
  const { code, stdout, stderr } = await runSightline(['build', ...bad('no-project')])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('exports no project')
})
