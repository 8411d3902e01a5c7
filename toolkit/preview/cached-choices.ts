import { openCache } from '../cache/answer-cache.ts'
import { cache } from '../define/cache.ts'
import type { Project } from '../define/project.ts'
import { isRelation } from '../define/references.ts'
import { contentHash } from '../foundation/content-hash.ts'
import { givenRelations } from '../sql/given-relations.ts'
import type { ChoiceKeeper, Choices } from './choice-keeper.ts'

interface Where {
  /** Where they are shared with other previews; they stay in memory where none is given. */
  readonly redis: string | undefined
  readonly databaseUrl: string
  readonly onProblem?: (message: string) => void
}

/** Seconds. */
const kept = 60

/**
 * Keeps what the variables of a project have to choose from in its cache: all previews of a database share it, and a
 * refresh of what they read makes it old.
 */
export async function cachedChoices(
  project: Project,
  { redis, databaseUrl, onProblem }: Where,
): Promise<ChoiceKeeper> {
  const definition = cache('preview_choices', {
    description: 'What the variables of the preview have to choose from.',
    key: 'sightline:choices:{database}:{asked}',
    ttl: kept,
    from: relationsOfVariables(project),
    staleIfError: {},
  })
  const answers = await openCache(project, { redis, ...(onProblem ? { onProblem } : {}) })
  const database = contentHash(databaseUrl)
  return {
    keep: async (asked, ask) => {
      const refused: Choices[] = []
      try {
        const fields = await answers.getOrCompute(definition, { database, asked }, async () => {
          const choices = await ask()
          if (choices.ok) return choices.fields.map(({ name, type, values }) => ({ name, type, values }))
          refused.push(choices)
          throw new Error(choices.message)
        })
        return { ok: true, fields: fields.map((field) => ({ ...field, labels: {}, config: {} })) }
      } catch (error) {
        const [choices] = refused
        if (choices) return choices
        throw error
      }
    },
    rowsChanged: async (relations) => {
      for (const relation of relations) await answers.refreshed(relation)
    },
    close: () => answers.close(),
  }
}

const relationsOfVariables = ({ definitions }: Project) => {
  const variables = definitions.flatMap((one) => (one.kind === 'dashboard' ? one.variables : []))
  const read = variables.flatMap(({ query }) => (query ? [...givenRelations(query.toOperationNode())] : []))
  return [...new Set(read.filter(isRelation))]
}
