import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeError } from '../../cli/describe-error.ts'
import { visible, visibleJson } from '../../cli/visible.ts'
import { openSession } from '../../toolkit/postgres/session.ts'
import { runSightline } from '../support/run-sightline.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const steering = [
  ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)),
  ...Array.from({ length: 33 }, (_, code) => String.fromCharCode(0x7f + code)),
  ...['\u2028', '\u2029', '\u202e', '\u2066', '\u200f', '\ufeff', '\u200b'],
].filter((character) => character !== '\n' && character !== '\t')

describe('what steers a terminal is shown instead', () => {
  test.each(steering)('%j in a text and in JSON', (character) => {
    expect(visible(`a${character}b`)).toMatch(/^a\\(x[0-9a-f]{2}|u[0-9a-f]{4})b$/)
    expect(visibleJson(`a${character}b`)).not.toContain(character)
    expect(JSON.parse(visibleJson(`a${character}b`))).toBe(`a${character}b`)
  })

  test('sequences that clear, hide or retitle are shown, our colours stay', () => {
    expect(visible('\x1b[2J \x1b[8m \x1b]0;title\x07')).toBe('\\x1b[2J \\x1b[8m \\x1b]0;title\\x07')
    expect(visible('\x1b[31merror\x1b[39m Ö 数 👩‍👩‍👧')).toBe('\x1b[31merror\x1b[39m Ö 数 👩‍👩‍👧')
  })

  test('the error of a config does not clear the screen', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    await writeFile(join(folder, 'sightline.config.ts'), `throw new Error('a\\u001b[2Jb\\u009b31m')`)
    const { code, stderr } = await runSightline(['build'], folder)
    expect(code).toBe(2)
    expect(stderr).toContain('throws: a\\x1b[2Jb\\x9b31m')
  })
})

describe('the password of a database is never printed', () => {
  const addresses = [
    'deploy:secret@127.0.0.1:1/db',
    'secret@127.0.0.1:1',
    'http://deploy:secret@127.0.0.1:1/db',
    'postgres:deploy:secret@127.0.0.1/db',
    'postgres:/deploy:secret@127.0.0.1/db',
    'postgres//deploy:secret@127.0.0.1/db',
    'Postgres://deploy:secret@127.0.0.1:1/db',
    ' postgres://deploy:secret@127.0.0.1:1/db',
    'postgres://deploy:1/secret@127.0.0.1:1/db',
    'postgres://deploy:1?secret@127.0.0.1:1/db',
    'postgres://deploy:1#secret@127.0.0.1:1/db',
    'postgres://deploy:/secret@127.0.0.1:1/db',
    'postgres://deploy:se%cret%secret@127.0.0.1:1/db',
    'postgres://127.0.0.1:1/db?password=secret',
    'postgres://deploy:secret@[::1/db',
    'host=127.0.0.1 port=1 user=deploy password=secret',
    "user=deploy password='a secret'",
    'jdbc:postgresql://127.0.0.1:1/db?user=deploy&password=secret',
    '//deploy:secret@127.0.0.1/db',
    '/secret',
  ]

  test.each(addresses)('of %j', async (address) => {
    const refusal = await openSession(address).catch(String)
    expect(refusal).not.toContain('secret')
    expect(refusal).toContain('next:')
  })

  test('by a command, whatever the error', async () => {
    const [address = ''] = addresses
    const { code, stdout, stderr } = await runSightline(['releases', '--database', address])
    expect(code).toBe(2)
    expect(stdout + stderr).not.toContain('secret')
    expect(describeError(new Error('Cannot use postgres://a:secret@host/db'))).not.toContain('secret')
  })
})
