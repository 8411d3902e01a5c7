import { deepStrictEqual } from 'node:assert'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

/** What a process took from its start to its end. */
export interface ProcessCost {
  /** By the clock, from starting it until it has ended. */
  readonly milliseconds: number
  /** Milliseconds of processor time that its code and V8's own threads used. */
  readonly processor: number
  /** The most memory that it held at once. */
  readonly mebibytes: number
}

/**
 * `sightline build` of a thousand dashboards from TypeScript, and the foundation SDK alone writing the same dashboards
 * from plain JavaScript: a process that loads neither this toolkit nor tsx.
 */
export function wholeBuild(repository: string): { readonly ours: ProcessCost; readonly sdk: ProcessCost } {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-bench-'))
  const peer = join(repository, '.sightline', 'bench', 'write-with-sdk.mjs')
  const build = ['bin/sightline.mjs', '--config', 'bench/many/sightline.config.ts', 'build', '--out']
  const run = (args: readonly string[], out: string) => cost(repository, [...args, join(folder, out)], folder)
  try {
    toJavaScript(repository, 'bench/many/write-with-sdk.ts', peer)
    run(build, 'ours')
    const rounds = Array.from({ length: 5 }, () => ({ ours: run(build, 'ours'), sdk: run([peer], 'sdk') }))
    requireSameDashboards(join(folder, 'ours/grafana/dashboards'), join(folder, 'sdk'))
    return { ours: middle(rounds.map(({ ours }) => ours)), sdk: middle(rounds.map(({ sdk }) => sdk)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What is compared writes the same. */
function requireSameDashboards(ours: string, sdk: string): void {
  const read = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  deepStrictEqual(readdirSync(ours), readdirSync(sdk))
  for (const name of readdirSync(ours)) deepStrictEqual(read(ours, name), read(sdk, name))
}

/** Its packages stay where they are, as they do for us. */
function toJavaScript(absWorkingDir: string, source: string, outfile: string): void {
  buildSync({
    absWorkingDir,
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  })
}

/** Of each figure the middle one. */
function middle(costs: readonly ProcessCost[]): ProcessCost {
  const middleOf = (of: (cost: ProcessCost) => number) =>
    costs.map(of).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Number.NaN
  return {
    milliseconds: middleOf(({ milliseconds }) => milliseconds),
    processor: middleOf(({ processor }) => processor),
    mebibytes: middleOf(({ mebibytes }) => mebibytes),
  }
}

/** What it used the process says itself. */
function cost(cwd: string, args: readonly string[], folder: string): ProcessCost {
  const file = join(folder, 'cost')
  const hook = `process.on('exit', () => {
    const { userCPUTime, maxRSS } = process.resourceUsage()
    fs.writeFileSync(${JSON.stringify(file)}, userCPUTime + ' ' + maxRSS)
  })`
  const url = `data:text/javascript,${encodeURIComponent(`import fs from 'node:fs';${hook}`)}`
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', url, ...args], { cwd })
  const milliseconds = performance.now() - start
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  const [microseconds = 0, kibibytes = 0] = readFileSync(file, 'utf8').split(' ').map(Number)
  return { milliseconds, processor: microseconds / 1000, mebibytes: kibibytes / 1024 }
}
