import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a process took from its start to its end. */
export interface ProcessCost {
  readonly milliseconds: number
  /** The most memory that it held at once. */
  readonly mebibytes: number
}

/** `sightline build` of a thousand dashboards, and the foundation SDK alone writing the same dashboards. */
export function wholeBuild(repository: string): { readonly ours: ProcessCost; readonly sdk: ProcessCost } {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-bench-'))
  const build = ['bin/sightline.mjs', '--config', 'bench/large/sightline.config.ts', 'build', '--out']
  const alone = ['--import', 'tsx', 'bench/large/write-with-sdk.ts']
  const run = (args: readonly string[], out: string) => cost(repository, [...args, join(folder, out)], folder)
  try {
    run(build, 'ours')
    const [ours, sdk] = [best(() => run(build, 'ours')), best(() => run(alone, 'sdk'))]
    return { ours, sdk }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function best(run: () => ProcessCost): ProcessCost {
  const costs = [run(), run(), run()]
  return {
    milliseconds: Math.min(...costs.map(({ milliseconds }) => milliseconds)),
    mebibytes: Math.min(...costs.map(({ mebibytes }) => mebibytes)),
  }
}

/** The process says itself how much memory it held. */
function cost(cwd: string, args: readonly string[], folder: string): ProcessCost {
  const file = join(folder, 'memory')
  const hook = `process.on('exit', () => fs.writeFileSync(${JSON.stringify(file)}, String(process.resourceUsage().maxRSS)))`
  const url = `data:text/javascript,${encodeURIComponent(`import fs from 'node:fs';${hook}`)}`
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', url, ...args], { cwd })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return { milliseconds: performance.now() - start, mebibytes: Number(readFileSync(file, 'utf8')) / 1024 }
}
