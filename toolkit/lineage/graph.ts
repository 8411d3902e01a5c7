import { ColumnLineage } from './columns/column-lineage.ts'

/** A thing that reads or is read. */
export interface LineageNode {
  readonly name: string
  readonly kind: string
}

/** One thing reads another. */
export interface LineageEdge {
  readonly reader: string
  readonly relation: string
  /** The columns that are read, as Postgres recorded them. */
  readonly columns: readonly string[]
  /** The relation is read as a whole, as by `count(*)`, or by code that Postgres does not look into. */
  readonly columnsUnknown: boolean
}

/** A query that Postgres refused, so that what it reads is not known. */
export interface UnreadQuery {
  readonly name: string
  /** Postgres's own words. */
  readonly reason: string
}

export type Direction = 'upstream' | 'downstream'

/** Who reads what, from the columns of tables to panels and alerts. */
export class LineageGraph {
  readonly nodes: ReadonlyMap<string, LineageNode>
  readonly edges: readonly LineageEdge[]
  /** The columns of each relation, in their order. */
  readonly columns: ReadonlyMap<string, readonly string[]>
  readonly unread: readonly UnreadQuery[]
  /** From which columns the columns of views come; empty where nobody asked. */
  readonly origins: ColumnLineage
  readonly #byReader: ReadonlyMap<string, readonly LineageEdge[]>
  readonly #byRelation: ReadonlyMap<string, readonly LineageEdge[]>

  constructor(
    nodes: Iterable<LineageNode>,
    edges: readonly LineageEdge[],
    columns: ReadonlyMap<string, readonly string[]>,
    unread: readonly UnreadQuery[],
    origins: ColumnLineage = new ColumnLineage(new Map()),
  ) {
    this.nodes = new Map([...nodes].map((node) => [node.name, node]))
    this.edges = edges
    this.columns = columns
    this.unread = unread
    this.origins = origins
    this.#byReader = edgesBy(edges, 'reader')
    this.#byRelation = edgesBy(edges, 'relation')
  }

  /** What a thing reads. */
  readBy(name: string): readonly LineageEdge[] {
    return this.#byReader.get(name) ?? []
  }

  /** What reads a thing, or one column of it; a reader of the whole relation may read any column. */
  readersOf(name: string, column?: string): readonly LineageEdge[] {
    const readers = this.#byRelation.get(name) ?? []
    if (column === undefined) return readers
    return readers.filter(({ columns, columnsUnknown }) => columnsUnknown || columns.includes(column))
  }

  /** The edges that can be reached from a thing, or from one of its columns, each once. */
  reach(name: string, direction: Direction, column?: string): LineageEdge[] {
    const found = new Set<LineageEdge>()
    const visit = (current: string, only?: string): void => {
      const edges = direction === 'upstream' ? this.readBy(current) : this.readersOf(current, only)
      for (const edge of edges) {
        if (found.has(edge)) continue
        found.add(edge)
        visit(direction === 'upstream' ? edge.relation : edge.reader)
      }
    }
    visit(name, column)
    return [...found]
  }
}

function edgesBy(edges: readonly LineageEdge[], end: 'reader' | 'relation'): Map<string, LineageEdge[]> {
  const found = new Map<string, LineageEdge[]>()
  for (const edge of edges) {
    const list = found.get(edge[end])
    if (list) list.push(edge)
    else found.set(edge[end], [edge])
  }
  return found
}
