import { describeSite } from '../../foundation/definition-site.ts'
import type { Rule } from '../rule.ts'

/** Reports a view that has several rows where its grain promises one. */
export const grainNotUnique: Rule = {
  name: 'grain-not-unique',
  description: 'A view has one row for each value of its grain: otherwise joins over it count things twice.',
  *check({ release, grains }) {
    for (const { view, grain, duplicates } of grains) {
      if (duplicates === 0) continue
      const definition = release.sqlObjects.find(({ name }) => name === view)?.definition
      const combinations = duplicates === 1 ? 'combination' : 'combinations'
      const [what, next] =
        grain.length === 0
          ? [
              'Its grain is empty, which promises one row, but it has more.',
              'Name in `grain` the columns that tell the rows apart, or aggregate to one row.',
            ]
          : [
              `${duplicates} ${combinations} of (${grain.join(', ')}) ${duplicates === 1 ? 'has' : 'have'} more than one row.`,
              'Add to `grain` the column that tells these rows apart, or group the query by the grain; a join may multiply rows.',
            ]
      yield { where: view, what, next, site: definition && describeSite(definition) }
    }
  },
}
