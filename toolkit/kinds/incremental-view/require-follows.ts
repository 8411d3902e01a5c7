import type { IncrementalView } from '../../define/incremental-view.ts'
import { describeSite } from '../../foundation/definition-site.ts'
import { SightlineError } from '../../foundation/sightline-error.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import { mentionedNames } from '../../sql/mentioned-names.ts'

/** Refuses an incremental view that does not follow what it reads, or follows what it does not. */
export function requireFollows(view: IncrementalView): void {
  const { name, grain, query, follow } = view
  const { relations, rawText } = compileQuery(query)
  const followed = new Set(follow.map(({ source }) => source.name))
  const mentioned = mentionedNames(rawText).relations
  const site = (definition: object) => {
    const where = describeSite(definition)
    return where === undefined ? {} : { where }
  }
  for (const read of relations) {
    if (followed.has(read)) continue
    throw new SightlineError({
      code: 'relation-not-followed',
      what: `The incremental view ${name} reads ${read} and does not say what a change of it leads to.`,
      value: read,
      ...site(view),
      next: 'Add it to `follow`, with the columns that lead from its rows to rows of the view. What is a view is read by its query, with the tables below it.',
    })
  }
  for (const one of follow) {
    const unread = !relations.has(one.source.name) && !mentioned.has(one.source.name)
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
