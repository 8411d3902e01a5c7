import {
  type ContentTable,
  chartOf,
  type Picture,
  type ReportContent,
  type SectionContent,
} from '../report-content.ts'

/** A report for programs: every value as Postgres has it, and as people read it. */
export function reportJson({ name, title, user, timeZone, every, period, sections }: ReportContent): string {
  const { from, to } = period
  const report = { report: name, title, user, time_zone: timeZone, every, period: period.name, from, to }
  return `${JSON.stringify({ ...report, sections: sections.map(sectionJson) }, null, 2)}\n`
}

function sectionJson(section: SectionContent): object {
  const { title } = section
  switch (section.kind) {
    case 'empty':
      return { title, rows: [] }
    case 'failed':
      return { title, error: section.reason }
    case 'figures':
      return {
        title,
        ...chartJson(section),
        figures: section.figures.map(({ name, now, before, change }) => ({
          name,
          value: now.text,
          before: before.text,
          change,
          shown: now.shown,
        })),
      }
    case 'pictures':
      return {
        title,
        pictures: section.pictures.map(pictureJson),
      }
    case 'rows':
      return { title, ...chartJson(section), rows: objects(section) }
  }
}

const objects = ({ columns, rows }: ContentTable): object[] =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]?.text ?? null])))

const pictureJson = ({ title, words, tables }: Picture): object => ({
  title,
  words,
  rows: tables.flatMap(objects),
})

function chartJson(section: SectionContent): { chart?: object } {
  const [chart] = chartOf(section)
  return chart ? { chart: pictureJson(chart) } : {}
}
