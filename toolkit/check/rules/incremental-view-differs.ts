import { describeSite } from '../../foundation/definition-site.ts'
import type { Rule } from '../rule.ts'
import { shortRow } from '../short-row.ts'

/** Reports an incremental view whose follows do not lead to every row that changes. */
export const incrementalViewDiffers: Rule = {
  name: 'incremental-view-differs',
  description:
    'After random changes and as time passes, an incremental view has the rows that its whole query gives.',
  *check({ incrementalFaults }) {
    for (const { view, after, found } of incrementalFaults) {
      if ('unfollowed' in found) {
        yield {
          where: view.name,
          what: `Its query reads ${found.unfollowed}, and nothing says what a change of it leads to.`,
          next: `Add \`follow\` of ${found.unfollowed}, with the columns that lead from its rows to rows of the view.`,
          site: describeSite(view),
        }
        continue
      }
      const what =
        'failure' in found
          ? `When ${after}, its refresh fails: ${found.failure}.`
          : `When ${after}, a refresh ${found.side === 'kept' ? 'leaves a row that its query does not give' : 'has not the row that its query gives'}: ${shortRow(found.row)}.`
      yield {
        where: view.name,
        what,
        next: 'Add to `follow` how this leads to the row: by another key, by a query of the keys, or by an age.',
        site: describeSite(view),
      }
    }
  },
}
