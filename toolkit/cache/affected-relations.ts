import type { Project } from '../define/project.ts'
import { deployOrder } from '../release/deploy-order.ts'
import { ProjectIndex } from '../release/project-index.ts'

/** A relation and everything that is made of it, as the definitions say. */
export function affectedRelations(project: Project, name: string): string[] {
  const affected = new Set([name])
  // Each comes after what it needs, so that one pass finds all.
  for (const { definition, dependsOn } of deployOrder(new ProjectIndex(project)))
    if (dependsOn.some((needed) => affected.has(needed))) affected.add(definition.name)
  return [...affected]
}
