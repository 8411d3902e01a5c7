import { describeIdentity, type GrafanaStatus, type ReadingFrom } from 'sightline/engine'
import type { DatabaseStatus } from './database-status.ts'
import { differenceLines } from './grafana-formats.ts'
import { colors } from './terminal.ts'

/** What each side runs, beside the release of the checkout; null for a side that was not looked at. */
export interface Status {
  readonly project: string
  readonly checkout: string
  readonly database: DatabaseStatus | null
  readonly grafana: GrafanaStatus | null
}

/** Whether every side that was looked at runs this checkout's release, and nothing was changed. */
export function isInStep({ checkout, database, grafana }: Status): boolean {
  return (
    (!database || isFine(database, checkout)) &&
    (!grafana ||
      (grafana.release === checkout &&
        grafana.differences.length === 0 &&
        grafana.readingFrom?.server !== 'none'))
  )
}

const isFine = ({ release, expanded, drift, failing }: DatabaseStatus, checkout: string): boolean =>
  release === checkout && !expanded && drift.length === 0 && failing.length === 0

/** The status for people. */
export function statusText(status: Status): string {
  const { project, checkout, database, grafana } = status
  const lines = [colors.bold(project), `  checkout  ${checkout}`]
  if (database) {
    const { release, expanded, lastTry, drift, failing } = database
    const phase = expanded ? ' (expanded: the contract phase is to come)' : ''
    lines.push(`  database  ${release ?? 'nothing'}${phase}${otherThan(checkout, release)}`)
    if (lastTry) lines.push(`  last try  ${lastTry.version}: ${lastTry.result}`)
    lines.push(
      `  drift     ${drift.length === 0 ? 'none' : `${drift.length} differences; see \`sightline drift\``}`,
    )
    lines.push(...failing.map(({ where, message }) => `  ${colors.red('fails')}     ${where}: ${message}`))
  }
  if (grafana) {
    const { release, differences } = grafana
    lines.push(`  grafana   ${release ?? 'nothing'}${otherThan(checkout, release)}`)
    if (grafana.readingFrom) lines.push(`  panels    ${readingText(grafana.readingFrom)}`)
    const where = describeIdentity(grafana.identity)
    const count = differences.length === 1 ? '1 object differs' : `${differences.length} objects differ`
    lines.push(`  ${differences.length === 0 ? 'all there' : count}: ${where}`)
    if (differences.length > 0) lines.push('', ...differenceLines(differences))
  }
  lines.push('', isInStep(status) ? colors.green('In step.') : colors.yellow(notInStep(status)))
  return lines.join('\n')
}

function readingText(reading: ReadingFrom): string {
  if (reading.server === 'none') return colors.red(`no server answers: ${reading.problem}`)
  if (reading.server === 'primary') return colors.yellow('read from the primary: no replica answers')
  const { secondsBehind } = reading
  const behind = secondsBehind === null ? 'which has replayed nothing yet' : lagText(secondsBehind)
  return `read from a replica, ${behind}`
}

const lagText = (seconds: number): string =>
  seconds === 0 ? 'which is not behind' : `at most ${seconds.toFixed(1)} s behind`

function otherThan(checkout: string, release: string | null): string {
  return release === null || release === checkout ? '' : ", not this checkout's release"
}

function notInStep({ checkout, database, grafana }: Status): string {
  const agree = !database || !grafana || database.release === grafana.release
  if (!agree) return 'Not in step: the database and Grafana run different releases.'
  const versions = [database?.release ?? checkout, grafana?.release ?? checkout]
  return versions.every((version) => version === checkout)
    ? 'Not in step: something is not as this release wants it.'
    : 'Not in step: what runs is not the release of this checkout.'
}
