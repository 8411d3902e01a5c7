import { isView, type ViewDefinition } from '../kinds/is-view.ts'
import type { Release } from '../release/release.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { relationName } from '../sql/relation-name.ts'

/** A view as it is made for proofs. */
export interface ProvenView {
  readonly name: string
  readonly sql: string
  readonly grain: readonly string[]
  readonly definition: ViewDefinition
  readonly dependsOn: readonly string[]
}

/** The views of a release, stored or not, in the order in which they are made. */
export function provenViews({ sqlObjects }: Release): ProvenView[] {
  return sqlObjects.flatMap(({ definition, dependsOn, copyOf }) => {
    if (!definition || !isView(definition) || copyOf !== undefined) return []
    const { name, grain, query } = definition
    return [{ name, grain, definition, dependsOn, sql: compileQuery(query).sql }]
  })
}

/** The statement that makes a view. */
export const createView = ({ name, sql }: Pick<ProvenView, 'name' | 'sql'>): string =>
  `create view ${relationName(name).sql} as\n${sql}`
