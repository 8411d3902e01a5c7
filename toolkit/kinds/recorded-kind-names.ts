/** The kinds under which a database remembers what was applied: the view before stored rows is a view there. */
export const recordedKindNames = [
  'schema',
  'table',
  'rollup',
  'index',
  'view',
  'view copy',
  'storage',
  'incremental storage',
  'function',
  'schedule',
] as const

export type RecordedKindName = (typeof recordedKindNames)[number]
