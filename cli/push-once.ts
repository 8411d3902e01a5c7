import semver from 'semver'
import {
  type DesiredGrafana,
  describeIdentity,
  type GrafanaApi,
  type PushOptions,
  type PushResult,
  pushGrafana,
} from 'sightline/engine'
import { pushedLines } from './grafana-formats.ts'
import { colors, Progress, print, printEvent, printJson, tell } from './terminal.ts'

export interface PushReport {
  readonly json: boolean
  /** Whether pushes follow this one: then JSON is one line. */
  readonly watching: boolean
  /** Whether one came before: then a line says all, and none where nothing changed. */
  readonly again: boolean
}

/** Pushes, and says what it did and how long that took. */
export async function pushOnce(
  api: GrafanaApi,
  desired: DesiredGrafana,
  options: Omit<PushOptions, 'environment'>,
  { json, watching, again, since }: PushReport & { since: number },
): Promise<PushResult> {
  const progress = new Progress()
  if (!again && !json) progress.step(`Bringing ${api.address} in line`)
  const result = await pushGrafana(api, desired, { ...options, environment: process.env }).finally(() =>
    progress.end(),
  )
  const milliseconds = Math.round(performance.now() - since)
  const { grafana, before, changes } = result
  if (json) {
    const { project, version } = desired
    const report = { project, version, grafana, before: before ?? null, changes, milliseconds }
    if (watching) printEvent('pushed', report)
    else printJson(report)
    return result
  }
  if (again && changes.length === 0) return result
  const replaced = before === undefined || before === desired.version ? '' : `, after ${before}`
  if (!again) print(`${colors.bold(`${desired.project} ${desired.version}`)}${replaced}`)
  for (const line of pushedLines(changes)) print(`  ${line}`)
  const count = changes.length === 1 ? '1 change' : `${changes.length || 'no'} changes`
  print(`  ${count} in ${describeIdentity(grafana)}, ${(milliseconds / 1000).toFixed(2)} s`)
  if (isOlder(desired.version, before)) {
    tell(`${colors.yellow('note')} That Grafana ran ${before}, which is newer than ${desired.version}.`)
  }
  return result
}

/** Whether the package version of a release is below that of another. */
function isOlder(version: string, other: string | undefined): boolean {
  return (
    Boolean(semver.valid(version) && semver.valid(other)) && semver.compare(version, other ?? version) < 0
  )
}
