import { type ContentTable, isNumeric, type ReportContent, type SectionContent } from '../report-content.ts'
import { beforeText, changeText, periodText } from '../words.ts'

/** A report as plain text, for mail clients without HTML. */
export function reportText(content: ReportContent): string {
  const head = [content.title, `${periodText(content)} (${content.timeZone})`]
  const parts = content.sections.map(
    (section) =>
      `${section.title}\n${'-'.repeat(section.title.length)}\n${lines(section, content).join('\n')}`,
  )
  return `${[head.join('\n'), ...parts].join('\n\n')}\n`
}

function lines(section: SectionContent, content: ReportContent): string[] {
  switch (section.kind) {
    case 'empty':
      return [section.text]
    case 'failed':
      return [`This part could not be worked out: ${section.reason}`]
    case 'figures':
      return section.figures.map(
        (figure) =>
          `${figure.label}: ${figure.now.shown} (${changeText(figure)}; ${beforeText(content)} ${figure.before.shown})`,
      )
    case 'pictures':
      return section.pictures.flatMap(({ title, words, drawing, tables }) => [
        `${title}: ${words}`,
        ...(drawing ? [] : tables.flatMap(tableLines)),
      ])
    case 'rows':
      return tableLines(section)
  }
}

function tableLines({ columns, rows }: ContentTable): string[] {
  const table = [columns.map(({ label }) => label), ...rows.map((row) => row.map(({ shown }) => shown))]
  const widths = columns.map((_, index) => Math.max(...table.map((row) => row[index]?.length ?? 0)))
  return table.map((row) =>
    row
      .map((cell, index) => {
        const column = columns[index]
        return column && isNumeric(column)
          ? cell.padStart(widths[index] ?? 0)
          : cell.padEnd(widths[index] ?? 0)
      })
      .join('  ')
      .trimEnd(),
  )
}
