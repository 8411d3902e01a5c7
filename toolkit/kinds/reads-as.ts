import type { SqlDefinition } from '../define/project.ts'
import { isSecurityInvoker } from '../sql/security-invoker.ts'

/** As which roles what we create reads tables: as its owner or as who asks it. */
export function readsAs(
  definition: SqlDefinition,
  { owner, reader }: { readonly owner: string; readonly reader: string },
): string[] {
  switch (definition.kind) {
    case 'view':
      return isSecurityInvoker(definition.with) ? [reader] : [owner]
    case 'function':
      return [reader]
    case 'materialized view':
    case 'incremental view':
      return [owner]
    default:
      return []
  }
}
