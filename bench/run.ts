import { timeCompiler } from './compile.ts'
import { buildDashboards, kyselySql } from './dashboards.ts'
import { repository, runCommand, time, timeDatabase } from './database.ts'
import { timeDiff } from './diff.ts'
import { timeExports } from './exports.ts'
import { timeLarge } from './growth.ts'
import { defineDashboards } from './many/definitions.ts'
import { timeProofs } from './proofs.ts'
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

const check = () => runCommand(['check'])

const project = defineDashboards()
const database = await timeDatabase()
const { diff, builds } = timeDiff(repository)
const whole = wholeBuild(repository)
const proofs = timeProofs(repository)
const compiled = timeCompiler(repository, 60)
const results = [
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
  report(
    'sightline build of 1,000 dashboards of 20 panels as a process that writes the release, processor time',
    [whole.ours.milliseconds, whole.sdk.milliseconds],
    'a process of the foundation SDK alone that writes the dashboards',
    3,
  ),
  report(
    `its memory, ${whole.ours.mebibytes.toFixed(0)} MiB to ${whole.sdk.mebibytes.toFixed(0)} MiB there`,
    [whole.ours.mebibytes, 200],
    'the limit of 200 MiB',
    1,
    'MiB',
  ),
  report(
    'tsc of 60 views and 1,200 panels, processor time',
    [compiled.ours, compiled.kysely],
    "the same queries with Kysely's own types",
    2,
  ),
  report(
    'sightline check of the whole project, Postgres started',
    [Math.min(time(check), time(check)), 5000],
    'the limit of 5 s',
    1,
  ),
  report(
    `300 of the ${proofs.proofs} proofs of the project, once Postgres has started`,
    [(proofs.milliseconds * 300) / proofs.proofs, 15_000],
    'the limit of 15 s',
    1,
  ),
  report(
    `loading a sample of ${database.videos.toLocaleString('en')} videos and what belongs to them`,
    [database.sample, 30_000],
    'the limit of 30 s',
    1,
  ),
  report(
    'sightline plan with nothing to change, process started',
    [database.plan, 1000],
    'the limit of 1 s',
    1,
  ),
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
const exports = await timeExports()
const ofRows = `${exports.rows.toLocaleString('en')} rows`
results.push(
  report(
    `exporting ${ofRows} as CSV`,
    [exports.csv.milliseconds, exports.copy.milliseconds],
    'COPY TO STDOUT alone',
    1.25,
  ),
  report(
    `memory of exporting ${ofRows} to Excel, in ${(exports.xlsx.milliseconds / 1000).toFixed(0)} s`,
    [exports.xlsx.mebibytes, 300],
    'the limit of 300 MiB',
    1,
    'MiB',
  ),
)
process.stdout.write(`        a PDF of ${ofRows}: ${exports.pdf.problem}\n`)
const sizes = [await timeLarge(75), await timeLarge(150), await timeLarge(300)]
for (const [index, size] of sizes.entries()) {
  const before = sizes[index - 1]
  if (!before) continue
  for (const [command, seconds] of size.seconds) {
    const earlier = before.seconds.get(command) ?? 0
    const what = `sightline ${command} of ${size.views} views`
    results.push(report(what, [seconds * 1000, earlier * 1000], `the same with ${before.views} views`, 2.6))
  }
}
const [largest] = sizes.slice(-1)
if (largest) {
  const used: [number, number] = [largest.planProcessor * 1000, 3000]
  results.push(
    report('plan of a change of 300 views and 5,300 queries, processor time', used, 'the limit of 3 s', 1),
  )
}

process.exitCode = results.every(Boolean) ? 0 : 1
