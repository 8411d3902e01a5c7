import type { LiveFigureText } from '../../release/live/live-definition.ts'
import { type Fact, facts } from '../fact.ts'

/** What changes in a live figure, in words. */
export function liveFigureFacts(before: LiveFigureText, after: LiveFigureText): Fact[] {
  const [from, to] = [before.events.join(', '), after.events.join(', ')]
  return [
    ...facts('definition', from === to ? [] : [`counts ${to} instead of ${from}`]),
    ...facts('definition', changes('', before.settings, after.settings)),
    ...facts('measure', changes('measure ', before.measures, after.measures)),
  ]
}

type Texts = Readonly<Record<string, string>>

function changes(what: string, before: Texts, after: Texts): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) => {
    const [from, to] = [before[name], after[name]]
    if (from === to) return []
    if (from === undefined) return [`${what}${name} added: ${to}`]
    return [to === undefined ? `${what}${name} removed` : `${what}${name} from ${from} to ${to}`]
  })
}
