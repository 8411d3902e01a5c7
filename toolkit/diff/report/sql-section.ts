import type { DiffReport, SqlChange } from '../diff-report.ts'
import { factTexts } from '../fact.ts'
import { type Line, line, words } from './line.ts'
import { item, type Section, section } from './section.ts'

/** What changes in the database, with the lines that differ and what a deploy has to be careful about. */
export function sqlSection({ sql }: DiffReport): Section {
  return section(
    'SQL',
    sql.map((change) =>
      item(changeLine(change), bullets(change), [{ of: [{ code: change.name }], lines: change.lines }]),
    ),
  )
}

function changeLine({ kind, name, change, facts, lines }: SqlChange): Line {
  const start = line`${words(kind)} ${name} `
  if (change === 'described') return [...start, factTexts(facts).join(', ')]
  const followsOthers = change === 'rebuilt' && facts.length === 0 && lines.length === 0
  const why = followsOthers ? ', as what it reads changes' : ''
  return [...start, [`${change}${why}`, ...factTexts(facts)].join('; ')]
}

function bullets({ hazards }: SqlChange): Line[] {
  return hazards.map(({ kind, message }) => words(`${kind}: ${message}`))
}
