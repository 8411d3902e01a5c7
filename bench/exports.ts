import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyRelease, buildRelease, desiredState, withScratchDatabase } from 'sightline/engine'
import { bundleFile } from '../test/support/bundle-file.ts'
import { repository } from './database.ts'
import { fillSold, soldProject } from './export-definitions.ts'

const rows = 1_000_000

/** How long writing all rows took, and its most memory. */
export interface ExportRun {
  readonly milliseconds: number
  readonly mebibytes: number
  /** What it said where it was refused. */
  readonly problem: string
}

export interface ExportTimes {
  readonly rows: number
  /** COPY TO STDOUT with nothing behind it, and the export as CSV: the best of three each, in turn. */
  readonly copy: ExportRun
  readonly csv: ExportRun
  readonly xlsx: ExportRun
  /** The same rows through the stream of exceljs. */
  readonly exceljs: ExportRun
  readonly pdf: ExportRun
}

/** Writes a million rows in each way, each in a process of its own. */
export async function timeExports(): Promise<ExportTimes> {
  const release = buildRelease(soldProject)
  await bundleFile('bench/export-process.ts', script)
  return withScratchDatabase(
    release,
    {
      projectFolder: repository,
      fill: async (client) => {
        await client.query(fillSold(rows))
        await client.query('analyze sold')
      },
    },
    async (client) => {
      await applyRelease(client, desiredState(release))
      const url = `postgres://${client.user}:${client.password}@${client.host}:${client.port}/${client.database}`
      const pairs = [1, 2, 3].map(() => [run(url, 'copy'), run(url, 'csv')] as const)
      return {
        rows,
        copy: fastest(pairs.map(([copy]) => copy)),
        csv: fastest(pairs.map(([, csv]) => csv)),
        xlsx: run(url, 'xlsx'),
        exceljs: runProcess('bench/exceljs-process.mjs', [url, exceljsFolder()]),
        pdf: run(url, 'pdf'),
      }
    },
  )
}

/** As one file: what reads TypeScript would be most of the memory. */
const script = join(repository, '.sightline', 'export-process.mjs')

/** No dependency of the project, so it is installed for the bench alone. */
function exceljsFolder(): string {
  const folder = join(repository, '.sightline', 'exceljs')
  if (!existsSync(join(folder, 'node_modules', 'exceljs'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', 'exceljs@4.4.0'], {
      cwd: folder,
      stdio: 'ignore',
    })
  }
  return folder
}

const run = (url: string, what: string): ExportRun => runProcess(script, [url, what])

function runProcess(file: string, args: readonly string[]): ExportRun {
  const { stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: repository,
    encoding: 'utf8',
  })
  const times: Omit<ExportRun, 'problem'> = JSON.parse(stdout)
  return { ...times, problem: stderr.trim() }
}

const fastest = ([first, ...others]: readonly ExportRun[]): ExportRun => {
  if (!first) throw new Error('nothing was timed')
  return others.reduce((best, one) => (one.milliseconds < best.milliseconds ? one : best), first)
}
