import type { Command } from 'commander'
import { openLogger, readTokens, startLiveServer } from 'sightline/realtime'
import { requireGrafanaToken } from '../grafana-access.ts'
import { withJsonLines } from '../json-lines-option.ts'
import { loadProject } from '../load-project.ts'
import { numberAboveZero } from '../numbers.ts'
import { printEvent, tell, untilInterrupted } from '../terminal.ts'
import { requireRedisUrl, withRedisOption } from './redis-url.ts'

interface ServerOptions {
  readonly redis?: string
  readonly host: string
  readonly port: number
  readonly shards?: number
  readonly origin: readonly string[]
  readonly grafanaLive?: string
  readonly json: boolean
}

/** `sightline realtime server`: events over HTTP in, WebSocket and server-sent events out. */
export function addServerCommand(realtime: Command): void {
  const command = withJsonLines(withRedisOption(realtime.command('server')))
    .description('Take events over HTTP, and tell readers of them, until Ctrl-C.')
    .option('--host <host>', 'the address to listen on', '127.0.0.1')
    .option('--port <port>', 'the port to listen on', numberAboveZero, 8080)
    .option('--shards <n>', 'into how many shards a new stream is cut (default: 4)', numberAboveZero)
    .option('--origin <origin>', 'pages of this origin may open a WebSocket; may be repeated', collect, [])
    .option('--grafana-live <url>', 'push the figures to the Live of this Grafana, with GRAFANA_TOKEN')
    .addHelpText(
      'after',
      '\nExample:\n  SIGHTLINE_TOKENS=publish=$PUBLISH_TOKEN,read=$READ_TOKEN sightline realtime server --port 8080\n\nTokens come from the environment: publish=, read= and read:<topic>:<id>=, with commas between.\n',
    )
  command.action(async ({ origin, grafanaLive, json, ...options }: ServerOptions) => {
    const redis = requireRedisUrl(options)
    const tokens = readTokens(process.env.SIGHTLINE_TOKENS)
    const { project } = await loadProject(command)
    const logger = await openLogger()
    const grafana = grafanaLive === undefined ? undefined : { url: grafanaLive, token: requireGrafanaToken() }
    const server = await startLiveServer(project, {
      ...options,
      redis,
      tokens,
      origins: origin,
      logger,
      grafana,
    })
    if (json) printEvent('listening', { url: server.url })
    else tell(`Listening on ${server.url} until Ctrl-C.`)
    await untilInterrupted()
    await server.stop()
  })
}

const collect = (value: string, others: readonly string[]): string[] => [...others, value]
