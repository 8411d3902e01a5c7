import { describeSite } from '../../foundation/definition-site.ts'
import { isView } from '../../kinds/is-view.ts'
import type { Rule } from '../rule.ts'

/** Reports a materialized view that cannot be refreshed while it is read. */
export const materializedViewUniqueIndex: Rule = {
  name: 'materialized-view-unique-index',
  description:
    'A materialized view needs a unique index over plain columns: without one a refresh locks out its readers.',
  *check({ release, storedViews }) {
    for (const { view, hasUniqueIndex } of storedViews) {
      if (hasUniqueIndex) continue
      const object = release.sqlObjects.find(({ name, storage }) => name === view || storage === view)
      const definition = object?.definition
      const grain = definition && isView(definition) ? definition.grain.join(', ') : '…'
      yield {
        where: object?.name ?? view,
        what: 'It has no unique index over plain columns, so REFRESH MATERIALIZED VIEW CONCURRENTLY fails on it.',
        next: `Create it again with \`create unique index on ${object?.storage ?? view} (${grain})\`, or deploy the release anew.`,
        site: definition && describeSite(definition),
      }
    }
  },
}
