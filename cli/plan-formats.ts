import { type GrafanaDifference, isRepairable, type Plan, type PlanStep } from 'sightline/engine'
import { plannedLines } from './grafana-formats.ts'
import { formatTable } from './table.ts'
import { colors } from './terminal.ts'

/** A plan as a table of its steps, with their hazards below. */
export function planText(plan: Plan): string {
  const { steps, desired, drift, isExpanded } = plan
  const title = `${colors.bold(`${desired.project} ${desired.version}`)}`
  const byHand = drift.map((one) => {
    const next = isRepairable(one)
      ? '`sightline apply --repair` puts it right'
      : '`sightline drift` shows what they may read beside the release'
    return `  ${colors.yellow('drift')}  ${one.object}: ${one.kind}; ${next}`
  })
  const isDeployed = plan.records.current?.version === desired.version
  const nothing = isDeployed
    ? 'nothing to do'
    : 'nothing changes in the database but the version that it names'
  const failing = plan.failing.map(({ where, message }) => {
    const place = plan.placeOf(where)
    return `  ${colors.red('fails')}  ${where}: ${message}${place === undefined ? '' : `  ${colors.dim(place)}`}`
  })
  const warnings = hazardLines(plan.warnings)
  if (steps.length === 0) return [`${title}: ${nothing}`, ...warnings, ...failing, ...byHand].join('\n')
  const columns = [
    { title: 'PHASE' },
    { title: 'CHANGE' },
    { title: 'OBJECT' },
    { title: 'STATEMENTS', align: 'right' as const },
    { title: 'LOCK' },
    { title: 'TIMEOUT', align: 'right' as const },
  ]
  const rows = steps.map(({ phase, kind, object, statements, locks, lockTimeout, statementTimeout }) => [
    phase,
    kind,
    object,
    String(statements.length),
    locks.length > 0 ? `${lockTimeout} ms` : '–',
    seconds(statementTimeout),
  ])
  const hazards = [...steps.flatMap((step) => hazardLines(step.hazards)), ...warnings]
  const state = isExpanded ? ' is expanded; what is left' : ''
  return [
    `${title}${state}`,
    formatTable(columns, rows),
    ...(hazards.length > 0 ? ['', ...new Set(hazards)] : []),
    ...failing,
    ...byHand,
  ].join('\n')
}

/** Each with its kind. */
export const hazardLines = (hazards: Plan['warnings']): string[] =>
  hazards.map(({ kind, message }) => `  ${colors.yellow(kind)}  ${message}`)

/** What would change in Grafana, a line for each object. */
export function grafanaPlanText(changes: readonly GrafanaDifference[]): string {
  const title = colors.bold('Grafana')
  return changes.length === 0
    ? `${title}: nothing to do`
    : [title, ...plannedLines(changes).map((line) => `  ${line}`)].join('\n')
}

/** A plan for a machine. */
export function planJson({ desired, steps, drift, warnings, failing, isExpanded }: Plan): object {
  const ordered = ({ statements, ...step }: PlanStep) => ({
    ...step,
    statements: statements.map(({ sql }) => sql),
  })
  return {
    project: desired.project,
    version: desired.version,
    isExpanded,
    steps: steps.map(ordered),
    warnings,
    failing,
    drift,
  }
}

const seconds = (milliseconds: number) =>
  milliseconds >= 60_000 ? `${milliseconds / 60_000} min` : `${milliseconds / 1000} s`
