import type { SqlDefinition } from '../define/project.ts'

/** As which roles what we create reads tables: as its owner or as who asks it. */
export function readsAs(
  definition: SqlDefinition,
  { owner, reader }: { readonly owner: string; readonly reader: string },
): string[] {
  switch (definition.kind) {
    case 'view':
      return definition.with.some((option) => /^security_invoker=(?:true|on|yes|1)$/.test(option))
        ? [reader]
        : [owner]
    case 'function':
      return [reader]
    case 'materialized view':
    case 'incremental view':
      return [owner]
    default:
      return []
  }
}
