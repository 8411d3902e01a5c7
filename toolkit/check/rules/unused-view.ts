import { describeSite } from '../../foundation/definition-site.ts'
import { isUpkeep } from '../../kinds/definition-kinds.ts'
import { isView } from '../../kinds/is-view.ts'
import { mentionedNames } from '../../sql/mentioned-names.ts'
import type { Rule } from '../rule.ts'

/** Reports a view that nobody would miss. */
export const unusedView: Rule = {
  name: 'unused-view',
  description:
    'Every view must be read by a view, a panel, a variable, an annotation, an alert or a function.',
  *check({ release, queries }) {
    // Refreshing or checking a view is not reading it.
    const readers = release.manifest.objects.filter(({ kind }) => !isUpkeep(kind))
    const read = new Set(readers.flatMap(({ dependsOn }) => dependsOn))
    for (const { query } of queries)
      if (!isUpkeep(query.kind)) for (const name of mentionedNames(query.sql).relations) read.add(name)
    for (const { name, kind, definition } of release.sqlObjects) {
      if (!definition || !isView(definition)) continue
      if (read.has(name) || definition.readBy !== undefined) continue
      yield {
        where: name,
        what: `No view, panel, variable, annotation, alert or function reads this ${kind}.`,
        next: 'Read it somewhere, say in `readBy` who does outside of the project, or remove it from the definitions.',
        site: definition && describeSite(definition),
      }
    }
  },
}
