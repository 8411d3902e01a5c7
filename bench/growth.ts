import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withClient, withThrowawayServer } from 'sightline/engine'
import { repository } from './database.ts'

const large = join(repository, 'bench/large')
const cli = join(repository, 'bin/sightline.mjs')

/** Has a process say at its end how many microseconds of processor it used. */
const tellsProcessor = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const { user, system } = process.cpuUsage(); process.stderr.write(`processor ${user + system}`) })',
)}`

/** Seconds that a command takes on the large project. */
export interface GrowthTimes {
  readonly views: number
  readonly seconds: ReadonlyMap<string, number>
  /** Seconds of processor that the process of `plan` used, without those of Postgres. */
  readonly planProcessor: number
}

/** Runs the commands on a project of that many views, once each: what is asked is how they grow. */
export function timeLarge(views: number): Promise<GrowthTimes> {
  return withThrowawayServer(repository, async (server) => {
    const url = server.connectionString('postgres')
    await withClient(url, (client) =>
      client.query(`
        create table orders (order_id bigint primary key, country text not null, placed_at timestamptz not null, amount numeric(10, 2) not null);
        insert into orders select i, 'C' || i % 10, now() - i * interval '1 minute', 5 from generate_series(0, 499) i`),
    )
    const folder = mkdtempSync(join(tmpdir(), 'sightline-bench-'))
    try {
      const seconds = new Map<string, number>()
      const run = (name: string, args: readonly string[], base = '0'): number => {
        const start = performance.now()
        const { status, stderr } = spawnSync(process.execPath, ['--import', tellsProcessor, cli, ...args], {
          cwd: large,
          env: { ...process.env, VIEWS: String(views), BASE: base, DATABASE_URL: url },
        })
        if (status === 2) throw new Error(`sightline ${args.join(' ')}: ${stderr}`)
        seconds.set(name, (performance.now() - start) / 1000)
        return Number(/processor (\d+)/.exec(stderr.toString())?.[1]) / 1e6
      }
      run('build', ['build', '--out', join(folder, 'before')])
      run('build', ['build', '--out', join(folder, 'after')], '1')
      run('apply', ['apply', '--yes'])
      const planProcessor = run('plan', ['plan'], '1')
      run('check', ['check'])
      run('lineage', ['lineage'])
      run('diff', ['diff', join(folder, 'before'), join(folder, 'after')])
      seconds.set('preview', await previewSeconds(views))
      return { views, seconds, planProcessor }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

/** Seconds until the preview says its address. */
async function previewSeconds(views: number): Promise<number> {
  const start = performance.now()
  const preview = spawn(process.execPath, [cli, 'preview', '--port', '0', '--no-watch'], {
    cwd: large,
    env: { ...process.env, VIEWS: String(views) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const chunk of preview.stdout) if (String(chunk).includes('http://')) break
  const seconds = (performance.now() - start) / 1000
  preview.kill('SIGINT')
  await once(preview, 'exit')
  return seconds
}
