/** A column of a relation, by the names that definitions write. */
export interface ColumnName {
  readonly relation: string
  readonly column: string
}

/** Where a column comes from, as far as Postgres knows it. */
export interface ColumnOrigin {
  /** The columns that its values are computed from. */
  readonly from: readonly ColumnName[]
  /** The columns that decide which rows there are, by a condition, a join, a grouping or an order. */
  readonly decidedBy: readonly ColumnName[]
  /** The relations whose rows it counts. */
  readonly countsRowsOf: readonly string[]
  /** Functions that may read anything, and into which Postgres does not look. */
  readonly unknown: readonly string[]
}

/** The origins of columns, by relation and column. */
export type ColumnOrigins = ReadonlyMap<string, ReadonlyMap<string, ColumnOrigin>>

/** From which columns the columns of views come, step by step and down to tables. */
export class ColumnLineage {
  readonly origins: ColumnOrigins

  constructor(origins: ColumnOrigins) {
    this.origins = origins
  }

  /** Where a column of a view comes from, in one step; undefined for a column of a table. */
  originOf({ relation, column }: ColumnName): ColumnOrigin | undefined {
    return this.origins.get(relation)?.get(column)
  }

  /** Where it comes from in the end: columns of tables only. */
  sourceOf(name: ColumnName): ColumnOrigin {
    const values = new Map<string, ColumnName>()
    const deciding = new Map<string, ColumnName>()
    const [counted, unknown] = [new Set<string>(), new Set<string>()]
    const seen = new Set<string>()
    const visit = (one: ColumnName, isValue: boolean): void => {
      const key = columnText(one)
      if (seen.size === seen.add(`${isValue} ${key}`).size) return
      const origin = this.originOf(one)
      if (!origin) {
        ;(isValue ? values : deciding).set(key, one)
        return
      }
      for (const from of origin.from) visit(from, isValue)
      for (const by of origin.decidedBy) visit(by, false)
      for (const relation of origin.countsRowsOf) {
        if (isValue) counted.add(relation)
        for (const column of this.origins.get(relation)?.keys() ?? []) {
          for (const by of this.originOf({ relation, column })?.decidedBy ?? []) visit(by, false)
        }
      }
      for (const called of origin.unknown) unknown.add(called)
    }
    visit(name, true)
    return {
      from: sortedColumns(values.values()),
      decidedBy: sortedColumns(deciding.values()),
      countsRowsOf: [...counted].sort(),
      unknown: [...unknown].sort(),
    }
  }

  /** The columns of views that come from a column, directly or through other views. */
  madeOf(source: ColumnName): ColumnName[] {
    const made = new Map<string, ColumnName>()
    const visit = (one: ColumnName): void => {
      for (const [relation, columns] of this.origins) {
        for (const [column, { from }] of columns) {
          const next = { relation, column }
          if (made.has(columnText(next)) || !from.some((read) => columnText(read) === columnText(one)))
            continue
          made.set(columnText(next), next)
          visit(next)
        }
      }
    }
    visit(source)
    return sortedColumns(made.values())
  }
}

/** `analytics.daily.revenue`. */
export const columnText = ({ relation, column }: ColumnName): string => `${relation}.${column}`

/** Columns by their names. */
export const sortedColumns = (columns: Iterable<ColumnName>): ColumnName[] =>
  [...columns].sort((one, other) => (columnText(one) < columnText(other) ? -1 : 1))
