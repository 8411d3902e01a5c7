import { createServer } from 'node:net'
import type { Command } from 'commander'
import { wholeNumber } from './numbers.ts'

/** Where a preview listens unless somebody else does, so that an open page finds it again. */
const usual = 4173

/** Adds `--port` for the page to a command. */
export function withPreviewPort(command: Command): Command {
  return command.option(
    '--port <number>',
    `the port for the page; ${usual} or a free one unless given`,
    wholeNumber,
  )
}

/** The port for the page: the one that is asked for, or the usual one, or any that is free. */
export async function previewPort({ port }: { readonly port?: number }): Promise<number> {
  if (port !== undefined) return port
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(0))
    server.listen(usual, '127.0.0.1', () => server.close(() => resolve(usual)))
  })
}
