import { exportParts } from '../../define/exports/export-parts.ts'
import { reportParts } from '../../define/reports/report-parts.ts'
import type { CheckContext, Rule } from '../rule.ts'
import { querySite } from './query-site.ts'
import { describeFields } from './result-fits-panel/problem.ts'

/** Reports a query of a report or an export that lacks a column which is read of it. */
export const promisedColumns: Rule = {
  name: 'promised-columns',
  description:
    'A query of a report or an export returns the columns that tell whose a row is and what is shown: a row type written by hand may promise others.',
  *check({ release, queries }) {
    for (const { where, columns } of promises(release)) {
      const asked = queries.find(({ query }) => query.where === where)
      if (!asked?.result.ok) continue
      const { fields } = asked.result
      const missing = columns.filter((column) => !fields.some(({ name }) => name === column))
      if (missing.length === 0) continue
      yield {
        where,
        what: `Its query returns no ${missing.join(', ')}: ${describeFields(fields)}.`,
        next: 'Select what is missing, and let the row type follow from the query.',
        site: querySite(release, asked.query),
      }
    }
  },
}

function* promises({ reports, exports }: CheckContext['release']) {
  for (const report of reports)
    for (const { title, columns } of reportParts(report)) yield { where: `${report.name}/${title}`, columns }
  for (const set of exports) for (const { name, columns } of exportParts(set)) yield { where: name, columns }
}
