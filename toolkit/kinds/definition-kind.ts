import type { DataCheck } from '../define/data-check.ts'
import type { SqlDefinition } from '../define/project.ts'
import type { Source } from '../define/source.ts'
import type { DesiredCommon } from './desired.ts'
import type { DesiredObject } from './desired-object.ts'
import type { Mover } from './mover.ts'

/** What a project may list of a database. */
export type DatabaseDefinition = Source | SqlDefinition | DataCheck

/** The SQL that a definition is made of. */
export interface Reads {
  /** Relations that it names, and which the project has to list. */
  readonly relations: Iterable<string>
  /** Handwritten SQL, which may name more. */
  readonly text: string
}

/** What a kind of definition says of itself to everything that goes through a project. */
export interface DefinitionKind<D> {
  /** More than one of it, in a sentence. */
  readonly plural: string
  /** How SQL uses what it defines: reads it, or calls it. */
  readonly usedAs: 'relation' | 'function' | undefined
  /** Whether other definitions may have its name, since nothing in the database finds it by one. */
  readonly hasOwnNames: boolean
  /** Whether it only keeps up or looks after what it reads. */
  readonly isUpkeep: boolean
  reads(definition: D): Reads
  /** The same in a schema of its own; undefined for what is left to others there. */
  moved(definition: D, mover: Mover): D | undefined
}

/** What creating or running something takes on a relation beside SELECT. */
export interface Use {
  readonly relation: string
  readonly privilege: 'INSERT' | 'UPDATE' | 'REFERENCES' | 'TRIGGER' | 'ownership'
}

/** The rows of a stored view: where they are kept, and the query that they are computed by. */
export interface StoredRows {
  readonly name: string
  readonly query: string
  /** Where the rows of the incremental views below it are kept, by name, in the order in which they are refreshed. */
  readonly below: ReadonlyMap<string, string>
}

/** What statements are made from beside the definition. */
export interface BuildContext {
  /** Of a definition whose rows are kept. */
  readonly rows: StoredRows
  /** The definitions that come before it, and those that come after it. */
  readonly earlier: readonly SqlDefinition[]
  readonly later: readonly SqlDefinition[]
  /** Where the rows of these views are kept, in the order in which they have to be refreshed. */
  storagesOf(views: readonly string[]): readonly { readonly view: string; readonly storage: string }[]
}

/** A kind of definition of which a release creates something. */
export interface CreatedKind<D> extends DefinitionKind<D> {
  /** Its place among definitions that need none of the others. */
  readonly rank: number
  /** Whether its name stands in a schema: that of an index is its table's. */
  readonly isInSchema: boolean
  /** Whether Postgres cannot tell what it reads, so that the definition has to. */
  readonly isOpaque: boolean
  /** What it takes on relations that it does not make. */
  uses(definition: D): readonly Use[]
  /** The statements that create it in an empty database. */
  statements(definition: D, context: BuildContext): string[]
  /** What a deploy goes by; undefined for what is no object of the database. */
  desired(
    definition: D,
    common: DesiredCommon,
    rows: StoredRows,
    statements: readonly string[],
  ): DesiredObject | undefined
}
