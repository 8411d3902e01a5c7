import type { Cell, SectionContent, ShownColumn } from '../report-content.ts'

/** A section as a header and rows, for formats that have nothing else. */
export interface SectionTable {
  readonly columns: readonly ShownColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

const words = (name: string, label: string): ShownColumn => ({ name, label, kind: 'text' })
const text = (shown: string): Cell => ({ shown, text: shown })

/** What a section has in rows; a reason or a notice is a row of its own. */
export function sectionTable(section: SectionContent): SectionTable {
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

const decimals = (name: string, label: string): ShownColumn => ({ name, label, kind: 'decimal' })
