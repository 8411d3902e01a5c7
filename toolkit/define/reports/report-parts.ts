import type { Query } from '../query.ts'
import type { Report } from './report.ts'

/** A query of a report: whom it goes to, or what a section shows. */
export interface ReportPart {
  readonly title: string
  readonly description: string | undefined
  readonly query: Query
}

/** What stands in the place of a section's title for the query of the recipients. */
const recipientsTitle = 'recipients'

/** The queries of a report; a dashboard that it draws has its own. */
export function reportParts({ recipients, sections }: Report): ReportPart[] {
  const asked = sections.flatMap((section): ReportPart[] => {
    if (section.kind === 'dashboard') return []
    const { title, description, query } = section
    const chart = 'chart' in section ? section.chart : undefined
    return [
      ...(query ? [{ title, description, query }] : []),
      ...(chart?.query
        ? [{ title: `${title} (chart)`, description: chart.description, query: chart.query }]
        : []),
    ]
  })
  if ('length' in recipients) return asked
  return [{ title: recipientsTitle, description: undefined, query: recipients }, ...asked]
}
