/** A column of a relation: its name, and what a query returns for it. An editor shows a list of them in one line. */
export type Cell = [name: string, value: unknown]

/** The row that has these columns. */
export type RowOfCells<Cells extends Cell> = { [C in Cells as C[0]]: C[1] }

/** The columns that a row has. */
export type CellsOf<Row> = { [K in keyof Row & string]: [K, Row[K]] }[keyof Row & string]
