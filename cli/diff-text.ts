import { type DiffReport, type Line, reportSections, type Section, verdictLine } from 'sightline/engine'
import { colors } from './terminal.ts'

/** A report for a terminal, the worst first. */
export function diffText(report: DiffReport): string {
  const { base, head, verdict } = report
  const paint = { breaking: colors.red, numbers: colors.yellow, cosmetic: colors.cyan, nothing: colors.green }
  const sides = colors.dim(`${base.label} (${base.version}) → ${head.label} (${head.version})`)
  return [paint[verdict](verdictLine(report)), sides, ...reportSections(report).map(sectionText)].join('\n\n')
}

function sectionText({ title, rows, items }: Section): string {
  const moves = rows.flatMap((cells) => {
    const [name = [], before = [], after = [], change = []] = cells
    const sides =
      before.length + after.length === 0 ? '' : `${painted(before) || '–'} → ${painted(after) || '–'}`
    return [painted(name), `  ${[sides, painted(change)].filter((part) => part !== '').join('  ')}`]
  })
  const lines = items.flatMap(({ line, bullets, diffs }) => [
    painted(line),
    ...bullets.map((bullet) => `  ${painted(bullet)}`),
    ...diffs.flatMap(({ of, lines: changed }) => [
      `  ${painted(of)}`,
      ...changed.map((one) => `    ${diffLine(one)}`),
    ]),
  ])
  return [colors.bold(title.toUpperCase()), ...moves, ...lines].join('\n')
}

const painted = (line: Line): string =>
  line.map((part) => (typeof part === 'string' ? part : colors.bold(part.code))).join('')

function diffLine(line: string): string {
  if (line.startsWith('+')) return colors.green(line)
  return line.startsWith('-') ? colors.red(line) : colors.dim(line)
}
