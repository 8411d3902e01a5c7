import type { Command } from 'commander'
import { buildRelease, requireSecret, startServer } from 'sightline/engine'
import { readTokens } from 'sightline/realtime'
import { requireDatabaseUrl, withDatabaseOption } from '../database-url.ts'
import { withJsonLines } from '../json-lines-option.ts'
import { loadProject } from '../load-project.ts'
import { numberAboveZero } from '../numbers.ts'
import { printEvent, tell, untilInterrupted } from '../terminal.ts'
import { statementTimeoutOption } from '../wait-options.ts'

interface ServeOptions {
  readonly database?: string
  readonly host: string
  readonly port: number
  readonly statementTimeout: number
  readonly json: boolean
}

/** `sightline serve`: exports over HTTP, and the link in mails that ends them. */
export function serveCommand(program: Command): void {
  const command = withJsonLines(withDatabaseOption(program.command('serve')))
    .description(
      'Serve exports to whoever has a token, and end mails of reports by their link, until Ctrl-C.',
    )
    .option('--host <host>', 'the address to listen on', '127.0.0.1')
    .option('--port <port>', 'the port to listen on', numberAboveZero, 8081)
    .addOption(statementTimeoutOption())
    .addHelpText(
      'after',
      '\nExample:\n  SIGHTLINE_TOKENS=export=$TOKEN,export:u17=$TOKEN_OF_U17 sightline serve --port 8081\n  curl -OJ -H "Authorization: Bearer $TOKEN" "http://127.0.0.1:8081/exports/videos.csv?user=u17&from=now-30d"\n\nTokens: export= takes everything away, export:<user>= the rows of one user. REPORTS_SECRET signs links to unsubscribe.\n',
    )
  command.action(async ({ host, port, statementTimeout, json, ...options }: ServeOptions) => {
    const databaseUrl = requireDatabaseUrl(options)
    const tokens = readTokens(process.env.SIGHTLINE_TOKENS)
    const { REPORTS_SECRET } = process.env
    const secret = REPORTS_SECRET === undefined ? undefined : requireSecret(REPORTS_SECRET)
    const { project } = await loadProject(command)
    const release = buildRelease(project)
    const server = await startServer({
      databaseUrl,
      release,
      tokens,
      secret,
      host,
      port,
      timeout: statementTimeout,
    })
    if (json) printEvent('listening', { url: server.url })
    else tell(`Serving exports on ${server.url} until Ctrl-C.`)
    await untilInterrupted()
    await server.stop()
  })
}
