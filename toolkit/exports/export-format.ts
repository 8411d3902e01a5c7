import type { Writable } from 'node:stream'
import type { ClientBase } from 'pg'
import type { ExportedColumn } from './exported-column.ts'
import type { ExportedRows } from './exported-rows.ts'

/** What a format needs to write rows. */
export interface Writing {
  readonly client: ClientBase
  readonly rows: ExportedRows
  readonly columns: readonly ExportedColumn[]
  readonly out: Writable
  /** Told how many rows were written so far. */
  readonly onRows: (count: number) => void
}

/** A form of file in which rows are taken away. */
export interface ExportFormat {
  readonly extension: string
  readonly mediaType: string
  /** Whether a terminal can show it. */
  readonly isText: boolean
  /** Writes all rows and ends the stream; returns how many there were. */
  write(writing: Writing): Promise<number>
}
