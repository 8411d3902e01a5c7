import {
  type Cell,
  type ContentTable,
  chartOf,
  type SectionContent,
  type ShownColumn,
} from '../report-content.ts'

/** A section as a header and rows, for formats that have nothing else. */
export interface SectionTable extends ContentTable {
  readonly title: string
}

const words = (name: string, label: string): ShownColumn => ({ name, label, kind: 'text', zone: undefined })
const text = (shown: string): Cell => ({ shown, text: shown })

/** What a section has in rows: those of each of its pictures, or its own; a reason or a notice is a row. */
export function sectionTables(section: SectionContent): SectionTable[] {
  const own = section.kind === 'pictures' ? [] : [{ title: section.title, ...tableOf(section) }]
  const pictures = section.kind === 'pictures' ? section.pictures : chartOf(section)
  const drawn = pictures.flatMap(({ title, words: said, tables }): SectionTable[] => {
    if (tables.length > 0) return tables.map((table) => ({ title, ...table }))
    return [{ title, columns: [words('notice', 'Notice')], rows: [[text(said)]] }]
  })
  return [...own, ...drawn]
}

function tableOf(section: Exclude<SectionContent, { readonly kind: 'pictures' }>): ContentTable {
  switch (section.kind) {
    case 'empty':
      return { columns: [words('notice', 'Notice')], rows: [[text(section.text)]] }
    case 'failed':
      return { columns: [words('error', 'Error')], rows: [[text(section.reason)]] }
    case 'figures':
      return {
        columns: [
          words('figure', 'Figure'),
          decimals('now', 'Now'),
          decimals('before', 'Before'),
          decimals('change', 'Change'),
        ],
        rows: section.figures.map(({ label, now, before, change }) => [
          text(label),
          now,
          before,
          change === null ? { shown: '–', text: null } : text(String(Number(change.toFixed(6)))),
        ]),
      }
    case 'rows':
      return section
  }
}

const decimals = (name: string, label: string): ShownColumn => ({
  name,
  label,
  kind: 'decimal',
  zone: undefined,
})
