import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { requests, type TestGrafana } from '../../support/grafana/test-grafana.ts'

/** A Grafana of our own, started from the folder where it is installed. */
export interface OwnGrafana {
  readonly grafana: TestGrafana
  stop(): Promise<void>
}

/** Starts a Grafana that keeps what it has in a folder, with an environment as a user gives it. */
export async function startGrafana(
  home: string,
  data: string,
  environment: Readonly<Record<string, string>>,
): Promise<OwnGrafana> {
  const port = await freePort()
  const server = spawn(join(home, 'bin/grafana'), ['server', '--homepath', home], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      GF_PATHS_DATA: data,
      GF_PATHS_LOGS: join(data, 'log'),
      GF_SERVER_HTTP_ADDR: '127.0.0.1',
      GF_SERVER_HTTP_PORT: String(port),
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      GF_LOG_LEVEL: 'warn',
      ...environment,
    },
  })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk
    })
  }
  const ended = once(server, 'exit')
  const url = `http://127.0.0.1:${port}`
  for (;;) {
    if (server.exitCode !== null) throw new Error(`Grafana did not start:\n${said.slice(-3000)}`)
    const health = await fetch(`${url}/api/health`).catch(() => undefined)
    if (health?.ok) break
    await setTimeout(250)
  }
  const token = 'admin:admin'
  return {
    grafana: { label: 'real Grafana', url, token, byHand: requests(url, token), mistakes: [] },
    stop: async () => {
      server.kill('SIGTERM')
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
