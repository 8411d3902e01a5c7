import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundleProcess } from '../kills/support/bundle-process.ts'
import { reportedProject } from './reported-project.ts'
import { killedMailServer } from './support/killed-mail-server.ts'

/** How often a process is killed, how many people get a mail, and which moments are drawn: `KILLS=100 USERS=1000 npx vitest run test/reports/kills.test.ts`. */
const kills = Number(process.env.KILLS ?? 10)
const users = Number(process.env.USERS ?? 25)
const seed = Number(process.env.KILLS_SEED ?? 1)

const now = '2026-03-10T09:30:00Z'

/** Who is killed: after so many mails of this process, and so many milliseconds. */
interface Kill {
  readonly victim: 'sender' | 'mail server'
  readonly mails: number
  readonly milliseconds: number
}

test(`${users} users get one mail each, and nobody's but their own, though ${kills} senders and mail servers are killed`, {
  timeout: 120_000 + kills * 20_000 + users * 2000,
}, async () => {
  const people = Array.from({ length: users }, (_, index) => ({ user: `user${index}x` }))
  const { client, connectionString, release } = await reportedProject(
    people,
    people.map(({ user }) => [user, `Of ${user}`, '2026-03-09T10:00:00Z', '1.00'] as const),
  )
  const script = await bundleProcess(new URL('support/sending-process.ts', import.meta.url))
  const server = await killedMailServer()
  const moments: fc.Arbitrary<Kill> = fc.record({
    victim: fc.constantFrom('sender', 'sender', 'sender', 'mail server'),
    mails: fc.nat(Math.floor((1.6 * users) / (kills + 2))),
    milliseconds: fc.nat(40),
  })
  const send = () =>
    spawn(process.execPath, [script, connectionString, server.url, release.project.readerRole, now], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })

  let struck = 0
  for (const { victim, mails, milliseconds } of fc.sample(moments, { seed, numRuns: kills })) {
    const child = send()
    const ended = once(child, 'exit')
    const enough = new AbortController()
    await Promise.race([server.receives(mails, enough.signal), ended])
    enough.abort()
    await wait(milliseconds)
    if (child.exitCode === null) struck++
    if (victim === 'mail server') await server.killed()
    child.kill('SIGKILL')
    await ended
    // The time of a lease passes, and that of a mail that waits for its next attempt.
    await client.query(
      `update sightline.report_delivery set leased_until = '-infinity', next_attempt = '-infinity' where state in ('sending', 'waiting')`,
    )
  }
  // A kill of who has done all there was to do would show nothing.
  expect(struck).toBeGreaterThan(kills / 2)
  const [code] = await once(send(), 'exit')
  expect(code).toBe(0)

  const { rows } = await client.query<{ recipient: string; state: string; message_id: string }>(
    'select recipient, state, message_id from sightline.report_delivery',
  )
  expect(rows.map(({ state }) => state)).toEqual(people.map(() => 'sent'))
  const idOf = new Map(rows.map(({ recipient, message_id }) => [`${recipient}@example.com`, message_id]))
  const mails = server.received
  const received = new Map(mails.map((mail) => [mail.messageId, mail]))
  expect(received.size).toBe(users)
  for (const { to, messageId, text } of mails) {
    expect(messageId).toBe(idOf.get(to))
    const user = to.split('@')[0]
    expect(new Set(text.match(/Of user\d+x/g))).toEqual(new Set([`Of ${user}`]))
  }
  // What a killed sender had handed over and not noted comes again, under the same Message-ID; nothing else does.
  expect(mails.length - users).toBeLessThanOrEqual(kills)
  process.stdout.write(
    `${struck} of ${kills} kills in the middle, ${users} users: ${mails.length} mails, ${mails.length - users} of them a second time under the same Message-ID\n`,
  )
})
