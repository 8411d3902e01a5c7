import type { Query } from '../query.ts'
import type { Report } from './report.ts'

/** A query of a report: whom it goes to, or what a section shows. */
export interface ReportPart {
  readonly title: string
  readonly description: string | undefined
  readonly query: Query
  /** The columns by which its rows are told apart and shown. */
  readonly columns: readonly string[]
}

/** What stands in the place of a section's title for the query of the recipients. */
const recipientsTitle = 'recipients'

/** The queries of a report; a dashboard that it draws has its own. */
export function reportParts({ recipients, sections, userColumn }: Report): ReportPart[] {
  const ofUser = userColumn === undefined ? [] : [userColumn]
  const asked = sections.flatMap((section): ReportPart[] => {
    if (section.kind === 'dashboard') return []
    const { title, description, query } = section
    const [chart, shown] = 'chart' in section ? [section.chart, section.shown] : [undefined, {}]
    return [
      ...(query ? [{ title, description, query, columns: [...ofUser, ...Object.keys(shown)] }] : []),
      ...(chart?.query
        ? [
            {
              title: `${title} (chart)`,
              description: chart.description,
              query: chart.query,
              columns: ofUser,
            },
          ]
        : []),
    ]
  })
  if ('length' in recipients) return asked
  const whom = { title: recipientsTitle, description: undefined, columns: [...ofUser, 'email'] }
  return [{ ...whom, query: recipients }, ...asked]
}
