import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleProcess } from '../../kills/support/bundle-process.ts'
import { releaseLater } from '../../support/resources.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { type MailServer, type ReceivedMail, until } from '../mail-server.ts'

type Said = { readonly port?: number; readonly mails?: number }

interface KilledMailServer extends MailServer {
  /** Kills the process in whatever it is doing, and begins another at the same address. */
  killed(): Promise<void>
}

/** A real SMTP server in a process of its own, which is killed as processes are: it says nothing to anybody any more. */
export async function killedMailServer(): Promise<KilledMailServer> {
  const script = await bundleProcess(new URL('mail-server-process.ts', import.meta.url))
  const file = join(await temporaryFolder(), 'mails.ndjson')
  writeFileSync(file, '')
  const arrivals = new EventEmitter()
  let count = 0
  let child: ChildProcess
  const start = async (port: number): Promise<number> => {
    child = spawn(process.execPath, [script, String(port), file], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.on('message', ({ mails = 0 }: Said) => {
      count += mails
      arrivals.emit('mail')
    })
    const [said]: Said[] = await once(child, 'message')
    return said?.port ?? port
  }
  const kill = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  const port = await start(0)
  releaseLater(kill)
  return {
    url: `smtp://127.0.0.1:${port}`,
    get received() {
      const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
      return lines.map((line): ReceivedMail => JSON.parse(line))
    },
    receives: (wanted, signal) => {
      const all = count + wanted
      return until(arrivals, () => count >= all, signal)
    },
    killed: async () => {
      await kill()
      await start(port)
    },
  }
}
