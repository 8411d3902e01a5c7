import fc from 'fast-check'

/** What a view selects from what it reads. */
export const shapes = [
  'columns',
  'renamed',
  'star',
  'group',
  'one row',
  'beside',
  'calls',
  'retyped',
] as const

/** A view, a stored view or a table of the project, by numbers that always mean something. */
export interface RelationSpec {
  readonly kind: 'view' | 'materialized view' | 'incremental view' | 'table'
  readonly schema: number
  readonly name: number
  readonly shape: (typeof shapes)[number]
  /** Which of the relations before it is read, and which one is read beside it. */
  readonly reads: number
  readonly beside: number
  /** Which columns, and in which order. */
  readonly pick: number
  readonly described: boolean
}

export interface PanelSpec {
  readonly reads: number
  readonly query: 'columns' | 'star' | 'count' | 'call' | 'whole rows'
  readonly pick: number
}

/** One version of a project. */
export interface VersionSpec {
  readonly relations: readonly RelationSpec[]
  readonly functionShape: number
  readonly index: number
  readonly panels: readonly PanelSpec[]
  readonly scheduled: boolean
}

/** The names that a project's versions share. */
export interface ProjectNames {
  readonly project: string
  readonly schemas: readonly string[]
  readonly relations: readonly string[]
  readonly columns: readonly string[]
  readonly function: string
  readonly index: string
  /** Of dashboards, panels and descriptions. */
  readonly title: string
}

const number = fc.nat(63)

const relation: fc.Arbitrary<RelationSpec> = fc.record({
  kind: fc.constantFrom(
    'view',
    'view',
    'view',
    'materialized view',
    'materialized view',
    'incremental view',
    'incremental view',
    'table',
  ),
  schema: number,
  name: number,
  shape: fc.constantFrom(...shapes),
  reads: number,
  beside: number,
  pick: number,
  described: fc.boolean(),
})

const panel: fc.Arbitrary<PanelSpec> = fc.record({
  reads: number,
  query: fc.constantFrom('columns', 'columns', 'star', 'count', 'call', 'whole rows'),
  pick: number,
})

const version: fc.Arbitrary<VersionSpec> = fc.record({
  relations: fc.array(relation, { maxLength: 6 }),
  functionShape: fc.nat(5),
  index: fc.nat(4),
  panels: fc.array(panel, { minLength: 1, maxLength: 4 }),
  scheduled: fc.boolean(),
})

/** The versions of a project, which are made of the same names. */
export const versions: fc.Arbitrary<readonly VersionSpec[]> = fc.array(version, {
  minLength: 2,
  maxLength: 3,
})
