import { type FieldDifference, type GrafanaDifference, shortJson } from 'sightline/engine'
import { width } from './table.ts'
import { colors } from './terminal.ts'

const done = { missing: 'created', changed: 'changed', 'left over': 'removed' } as const
const planned = { missing: 'create', changed: 'change', 'left over': 'remove' } as const
const state = { missing: 'missing', changed: 'differs', 'left over': 'left over' } as const

/** What a push did, a line for each object. */
export function pushedLines(changes: readonly GrafanaDifference[]): string[] {
  return changeLines(changes, done)
}

/** What a deploy would do, a line for each object. */
export function plannedLines(changes: readonly GrafanaDifference[]): string[] {
  return changeLines(changes, planned)
}

function changeLines(
  changes: readonly GrafanaDifference[],
  words: Readonly<Record<GrafanaDifference['state'], string>>,
): string[] {
  return changes.map(({ kind, name, state: was, fields }) => {
    const [first, ...rest] = fields.map(({ field }) => field)
    const more = rest.length > 0 ? ` and ${rest.length} more` : ''
    const what = was === 'changed' && first !== undefined ? `: ${first}${more}` : ''
    return clip(`${words[was].padEnd(7)}  ${kind.padEnd(16)}  ${name}${what}`)
  })
}

const shownFields = 8

/** What is not as it should be, a line for each object and, below it, for each field. */
export function differenceLines(differences: readonly GrafanaDifference[]): string[] {
  return differences.flatMap(({ kind, name, state: was, fields }) => [
    `${colors.yellow(state[was].padEnd(9))}  ${kind.padEnd(16)}  ${colors.bold(name)}`,
    ...inOrder(fields).slice(0, shownFields).flatMap(fieldLines),
    ...(fields.length > shownFields
      ? [`  and ${fields.length - shownFields} more fields; --json has them all`]
      : []),
  ])
}

/** What somebody changed stands before what Grafana may have added on the way. */
function inOrder(fields: readonly FieldDifference[]): FieldDifference[] {
  return fields.toSorted((a, b) => Number(a.wanted === undefined) - Number(b.wanted === undefined))
}

function fieldLines({ field, wanted, found }: FieldDifference): string[] {
  return [
    clip(`  ${field}`),
    colors.red(clip(`    - ${shortJson(wanted)}`)),
    colors.green(clip(`    + ${shortJson(found)}`)),
  ]
}

const clip = (line: string) => (line.length <= width ? line : `${line.slice(0, width - 1)}…`)
