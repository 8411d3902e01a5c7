import { timeCompiler } from './compile.ts'
import { buildDashboards, kyselySql } from './dashboards.ts'
import { repository, runCommand, time, timeDatabase } from './database.ts'
import { timeDiff } from './diff.ts'
import { timeExports } from './exports.ts'
import { timeLarge } from './growth.ts'
import { timeIncremental } from './incremental.ts'
import { defineDashboards } from './many/definitions.ts'
import { timePanels } from './panels.ts'
import { timePartitioning } from './partition.ts'
import { withPlatform } from './platform.ts'
import { operationRows, platformRows } from './platform-data.ts'
import { timeProofs } from './proofs.ts'
import { timeRealtime } from './realtime.ts'
import { wholeBuild } from './whole-build.ts'
import { buildWithSdk, readySql } from './with-sdk.ts'

/** The shortest time of each of two pieces of work, run in turn, in milliseconds. */
function inTurn(runs: number, one: () => unknown, other: () => unknown): [number, number] {
  const best: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let run = 0; run < runs; run++) {
    best[0] = Math.min(best[0], time(one))
    best[1] = Math.min(best[1], time(other))
  }
  return best
}

/** Prints a ratio and whether it is within its limit. */
function report(
  what: string,
  [ours, theirs]: readonly [number, number],
  peer: string,
  limit: number,
  unit = 'ms',
): boolean {
  const ratio = ours / theirs
  const fine = ratio <= limit
  const times = `${ours.toFixed(0)} ${unit} to ${theirs.toFixed(0)} ${unit}`
  process.stdout.write(
    `${fine ? 'ok      ' : 'TOO MUCH'} ${ratio.toFixed(2)} × ${peer} (at most ${limit}): ${what}, ${times}\n`,
  )
  return fine
}

const ofDashboards = () => {
  const project = defineDashboards()
  return [
    report(
      'building 1,000 dashboards of 20 panels from their definitions',
      inTurn(
        8,
        () => buildDashboards(project),
        () => buildWithSdk(readySql),
      ),
      'the foundation SDK alone with JSON.stringify',
      1.5,
    ),
    report(
      'defining them first, each panel with a query of its own',
      inTurn(
        4,
        () => buildDashboards(defineDashboards()),
        () => buildWithSdk(kyselySql),
      ),
      'the foundation SDK with Kysely and JSON.stringify',
      2,
    ),
  ]
}

const ofBuild = () => {
  const { ours, sdk } = wholeBuild(repository)
  return [
    report(
      `sightline build of 1,000 dashboards of 20 panels as a process that writes the release (processor time ${ours.processor.toFixed(0)} ms, ${sdk.processor.toFixed(0)} ms there)`,
      [ours.milliseconds, sdk.milliseconds],
      'a process of the foundation SDK alone that writes the dashboards',
      3,
    ),
    report(
      `its memory, ${ours.mebibytes.toFixed(0)} MiB to ${sdk.mebibytes.toFixed(0)} MiB there`,
      [ours.mebibytes, 200],
      'the limit of 200 MiB',
      1,
      'MiB',
    ),
  ]
}

const ofCompiler = () => {
  const { ours, kysely } = timeCompiler(repository, 60)
  const times: [number, number] = [ours, kysely]
  return [
    report(
      'tsc of 60 views and 1,200 panels, processor time',
      times,
      "the same queries with Kysely's own types",
      2,
    ),
  ]
}

const ofCheck = () => {
  const check = () => time(() => runCommand(['check']))
  const best = Math.min(check(), check())
  return [
    report('sightline check of the whole project, Postgres started', [best, 5000], 'the limit of 5 s', 1),
  ]
}

const ofProofs = () => {
  const { proofs, milliseconds } = timeProofs(repository)
  const times: [number, number] = [(milliseconds * 300) / proofs, 15_000]
  return [
    report(
      `300 of the ${proofs} proofs of the project, once Postgres has started`,
      times,
      'the limit of 15 s',
      1,
    ),
  ]
}

const ofDatabase = async () => {
  const { videos, sample, plan } = await timeDatabase()
  return [
    report(
      `loading a sample of ${videos.toLocaleString('en')} videos and what belongs to them`,
      [sample, 30_000],
      'the limit of 30 s',
      1,
    ),
    report('sightline plan with nothing to change, process started', [plan, 1000], 'the limit of 1 s', 1),
  ]
}

const ofDiff = () => {
  const { diff, builds } = timeDiff(repository)
  return [
    report(
      'sightline diff of the whole project, both sides built, deployed and run',
      [diff, 20_000],
      'the limit of 20 s',
      1,
    ),
    report(
      'sightline diff of the whole project, beside building both sides and nothing else',
      [diff, builds],
      'the two builds alone',
      10,
    ),
  ]
}

const ofExports = async () => {
  const { rows, csv, copy, xlsx, exceljs, pdf } = await timeExports()
  const ofRows = `${rows.toLocaleString('en')} rows`
  process.stdout.write(`        a PDF of ${ofRows}: ${pdf.problem}\n`)
  return [
    report(`exporting ${ofRows} as CSV`, [csv.milliseconds, copy.milliseconds], 'COPY TO STDOUT alone', 1.25),
    report(
      `memory of exporting ${ofRows} to Excel, in ${(xlsx.milliseconds / 1000).toFixed(0)} s`,
      [xlsx.mebibytes, 300],
      'the limit of 300 MiB',
      1,
      'MiB',
    ),
    report(
      `memory of exporting ${ofRows} to Excel, beside the same rows there in ${(exceljs.milliseconds / 1000).toFixed(0)} s`,
      [xlsx.mebibytes, exceljs.mebibytes],
      'the stream of exceljs',
      1,
      'MiB',
    ),
    report(
      `exporting ${ofRows} to Excel`,
      [xlsx.milliseconds, exceljs.milliseconds],
      'the stream of exceljs',
      2,
    ),
  ]
}

const ofGrowth = async () => {
  const sizes = [await timeLarge(75), await timeLarge(150), await timeLarge(300)]
  const results = sizes.slice(1).flatMap((size, index) => {
    const before = sizes[index]
    return [...size.seconds].map(([command, seconds]) => {
      const earlier = before?.seconds.get(command) ?? 0
      const what = `sightline ${command} of ${size.views} views`
      return report(what, [seconds * 1000, earlier * 1000], `the same with ${before?.views} views`, 2.6)
    })
  })
  const [largest] = sizes.slice(-1)
  const used: [number, number] = [(largest?.planProcessor ?? 0) * 1000, 3000]
  return [
    ...results,
    report('plan of a change of 300 views and 5,300 queries, processor time', used, 'the limit of 3 s', 1),
  ]
}

/** The platform that is measured: a million videos unless `BENCH_VIDEOS` says otherwise. */
const size = { videos: Number(process.env.BENCH_VIDEOS ?? 1_000_000) }
const ofVideos = `of ${size.videos.toLocaleString('en')} videos`

/** A refresh of a key costs what its rows are. */
const ofIncremental = () =>
  withPlatform(platformRows(size), async (client, release) => {
    const results: boolean[] = []
    for await (const { view, share, incremental, materialized } of timeIncremental(client, release, size))
      results.push(
        report(
          `refresh of ${view} after ${share * 100} % ${ofVideos} changed`,
          [incremental, materialized],
          'REFRESH MATERIALIZED VIEW CONCURRENTLY of its query',
          share > 0.001 ? 1.5 : 0.05,
        ),
      )
    return results
  })

const ofPanels = () =>
  withPlatform([...operationRows(size), ...platformRows(size)], async (client, release) =>
    (await timePanels(client, release, size))
      .sort((one, other) => other.milliseconds - one.milliseconds)
      .map(({ where, milliseconds }) =>
        report(`${where}, ${ofVideos}`, [milliseconds, 100], 'the limit of 0.1 s', 1),
      ),
  )

/** A table in use becomes partitioned and plain again, undisturbed and killed. */
const ofPartition = async () => {
  const rows = Number(process.env.BENCH_ROWS ?? 5_000_000)
  const kills = Number(process.env.BENCH_KILLS ?? 30)
  const { usual, partitioning, undoing, errors, lost } = await timePartitioning(rows, kills)
  const answers = [usual, partitioning, undoing].map(({ answer }) => answer.toFixed(0)).join(', ')
  process.stdout.write(
    `        slowest answer at other times, while it is partitioned and undone: ${answers} ms\n`,
  )
  const ofTable = `of ${rows.toLocaleString('en')} rows, ${usual.lock.toFixed(0)} ms at other times`
  process.stdout.write(errors.map((error) => `        ${error}\n`).join(''))
  return [
    report(
      `longest wait of 8 readers and 4 writers for a lock while a table becomes partitioned, ${ofTable}`,
      [partitioning.lock, 100],
      'the limit of 0.1 s',
      1,
    ),
    report(`the same while it becomes plain again, ${ofTable}`, [undoing.lock, 100], 'the limit of 0.1 s', 1),
    report(
      `errors and lost rows after ${kills} kills at random moments`,
      [errors.length + lost, 1],
      'one',
      0,
      '',
    ),
  ]
}

const ofRealtime = async () => {
  const { runs, usual, lag, mebibytes } = await timeRealtime()
  for (const { shards, redis, counted } of [...runs].sort((a, b) => a.shards - b.shards))
    process.stdout.write(
      `        ${shards} shard${shards > 1 ? 's' : ''}: one worker counts ${counted.toFixed(0)} events a second, ${(counted / redis).toFixed(2)} of what redis-benchmark adds\n`,
    )
  process.stdout.write(`        lag at ${lag.rate} events a second: p50 ${lag.p50.toFixed(0)} ms\n`)
  return [
    report(
      'pipelined XADD of redis-benchmark, events a second',
      [usual.redis, usual.counted],
      'events that one worker counts with 4 shards',
      2,
      '/s',
    ),
    report('p99 from publishing to a WebSocket, at half of that load', [lag.p99, 250], '250 ms', 1),
    report(
      'memory of the worker in the last quarter of its time',
      [mebibytes.late, mebibytes.early],
      'that of the second one',
      1.25,
      'MiB',
    ),
  ]
}

type Bench = () => readonly boolean[] | Promise<readonly boolean[]>

/** What is measured, in turn, by the names that the command line chooses from: `npm run bench proofs exports`. */
const benches: Readonly<Record<string, Bench>> = {
  dashboards: ofDashboards,
  database: ofDatabase,
  diff: ofDiff,
  build: ofBuild,
  proofs: ofProofs,
  compiler: ofCompiler,
  check: ofCheck,
  exports: ofExports,
  growth: ofGrowth,
  incremental: ofIncremental,
  panels: ofPanels,
  partition: ofPartition,
  realtime: ofRealtime,
}

const chosen = process.argv.slice(2)
const results: boolean[] = []
for (const name of chosen.length > 0 ? chosen : Object.keys(benches)) {
  const bench = benches[name]
  if (!bench) throw new Error(`There is no bench ${name}; there are ${Object.keys(benches).join(', ')}.`)
  results.push(...(await bench()))
}
process.exitCode = results.every(Boolean) ? 0 : 1
