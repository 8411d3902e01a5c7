import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { releaseLater } from '../../support/resources.ts'
import { repository } from '../../support/run-sightline.ts'

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly result?: unknown
}

/** The language server of TypeScript, as editors run it. */
export interface LanguageServer {
  open(path: string, text: string): void
  ask(method: string, params: object): Promise<unknown>
}

/** Starts the language server of the compiler that this repository uses. */
export async function languageServer(): Promise<LanguageServer> {
  const child = spawn(process.execPath, ['node_modules/typescript/lib/tsc.js', '--lsp', '--stdio'], {
    cwd: repository,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const waiting = new Map<number, (result: unknown) => void>()
  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  let received = Buffer.alloc(0)
  child.stdout.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    for (;;) {
      const end = received.indexOf('\r\n\r\n')
      const length = Number(/Content-Length: (\d+)/i.exec(received.toString('latin1', 0, end))?.[1])
      if (end < 0 || received.length < end + 4 + length) return
      const answer: Answer = JSON.parse(received.toString('utf8', end + 4, end + 4 + length))
      received = received.subarray(end + 4 + length)
      if (answer.id === undefined) continue
      // What the server asks of an editor has no answer here.
      if (answer.method !== undefined) send({ id: answer.id, result: null })
      else waiting.get(answer.id)?.(answer.result)
    }
  })
  let count = 0
  const ask = (method: string, params: object) =>
    new Promise<unknown>((resolve) => {
      count += 1
      waiting.set(count, resolve)
      send({ id: count, method, params })
    })
  const root = pathToFileURL(repository).href
  await ask('initialize', {
    processId: process.pid,
    rootUri: root,
    capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } },
  })
  send({ method: 'initialized', params: {} })
  releaseLater(async () => {
    child.kill()
  })
  return {
    ask,
    open: (path, text) =>
      send({
        method: 'textDocument/didOpen',
        params: {
          textDocument: { uri: pathToFileURL(path).href, languageId: 'typescript', version: 1, text },
        },
      }),
  }
}
