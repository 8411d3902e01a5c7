import type { IncrementalView } from '../../define/incremental-view.ts'
import { describeSite } from '../../foundation/definition-site.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { mentionedNames } from '../../sql/mentioned-names.ts'
import { queriesBelow } from './queries-below.ts'

/** Refuses an incremental view that does not follow what it reads, or follows what it does not. */
export function requireFollows(view: IncrementalView): void {
  const { name, grain, query, follow } = view
  const { queries, reads } = queriesBelow(query)
  const texts = queries.map((one) => mentionedNames(compileQuery(one).rawText).relations)
  const followed = new Set(follow.map(({ source }) => source.name))
  const site = (definition: object) => {
    const where = describeSite(definition)
    return where === undefined ? {} : { where }
  }
  for (const { relation, kind, by } of reads) {
    if (followed.has(relation)) continue
    throw new SightlineError({
      code: 'relation-not-followed',
      what: `The incremental view ${name} reads ${relation}${by === undefined ? '' : `, by way of the view ${by},`} and does not say what a change of it leads to.`,
      value: relation,
      ...site(view),
      next:
        kind === 'materialized view'
          ? 'A materialized view changes as a whole when it is refreshed: read the tables below it, or make it an incremental view.'
          : by === undefined
            ? 'Add it to `follow`, with the columns that lead from its rows to rows of the view.'
            : 'Give it to the query beside the view, and add it to `follow`, with the columns that lead from its rows to rows of the view.',
    })
  }
  for (const one of follow) {
    const unread =
      reads.every(({ relation }) => relation !== one.source.name) &&
      !texts.some((names) => names.has(one.source.name))
    const outside = one.to.filter((column) => !grain.includes(column))
    if (!unread && outside.length === 0) continue
    throw new SightlineError({
      code: 'follow-leads-nowhere',
      what: unread
        ? `The incremental view ${name} follows ${one.source.name}, which its query does not read.`
        : `The incremental view ${name} follows ${one.source.name} to ${outside.join(', ')}, which is not in its grain.`,
      value: unread ? one.source.name : outside.join(', '),
      ...site(one),
      next: unread
        ? 'Leave it out of `follow`, or correct the relation.'
        : `Lead to columns of the grain: ${grain.join(', ')}.`,
    })
  }
}
