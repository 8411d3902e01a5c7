import { once } from 'node:events'
import { join } from 'node:path'
import { lockFolder } from '../../toolkit/embedded/folder-lock.ts'

// Tries to lock one folder after the other, each at its own moment, and keeps what it got until it is told to end.
const [folder = '', rounds = '0'] = process.argv.slice(2)
process.stdin.setEncoding('utf8')
process.stdout.write('ready\n')
const [start] = await once(process.stdin, 'data')
const outcomes: string[] = []
for (let round = 0; round < Number(rounds); round++) {
  const moment = Number(start) + round * 50
  await new Promise((resolve) => setTimeout(resolve, moment - Date.now() - 5))
  while (Date.now() < moment);
  const outcome = await lockFolder(join(folder, String(round))).then(
    () => 'taken',
    (error: unknown) => String(error).replace(/\n.*/s, ''),
  )
  outcomes.push(outcome)
}
process.stdout.write(`${JSON.stringify(outcomes)}\n`)
process.stdin.on('data', () => process.exit(0))
