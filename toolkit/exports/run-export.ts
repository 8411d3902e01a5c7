import type { Writable } from 'node:stream'
import type { ClientBase } from 'pg'
import { beginWith } from '../postgres/session-settings.ts'
import { runQueryInside } from '../query/run-query.ts'
import { initialVariables } from '../query/variable-values.ts'
import { projectQueries } from '../release/project-query.ts'
import type { Release } from '../release/release.ts'
import type { ExportFormat } from './export-format.ts'
import { exportedColumns } from './exported-column.ts'
import { exportedRows, type WantedRows } from './exported-rows.ts'
import { readAsReader } from './read-as-reader.ts'
import { requireUser } from './require-user.ts'

export interface ExportOptions {
  readonly name: string
  readonly format: ExportFormat
  readonly wanted: WantedRows
  /** Milliseconds after which Postgres gives up. */
  readonly timeout: number
  /** Told how many rows were written so far. */
  readonly onRows: (count: number) => void
}

/**
 * Writes the rows of an export to a stream as the readers see them, and those of a view as the role of the connection does, from one moment of the database, and
 * returns how many there were.
 *
 * @throws SightlineError where the name, the user or the time is wrong, or a value does not fit into the format
 */
export async function runExport(
  client: ClientBase,
  release: Release,
  { name, format, wanted, timeout, onRows }: ExportOptions,
  out: Writable,
): Promise<number> {
  try {
    await client.query(
      beginWith('isolation level repeatable read, read only', `set local statement_timeout = ${timeout}`),
    )
    const rows = await exportedRows(release, name, wanted, async ({ dashboard }) =>
      dashboard
        ? initialVariables(client, dashboard, projectQueries(release), {
            now: wanted.now,
            run: runQueryInside,
          })
        : [],
    )
    const write = async () => {
      if (rows.asked) await requireUser(client, rows.asked)
      const columns = await exportedColumns(client, rows.sql)
      return format.write({ client, rows, columns, out, onRows })
    }
    return await (rows.readAs === 'reader'
      ? readAsReader(client, release.project.readerRole, write)
      : write())
  } finally {
    await client.query('rollback').catch(() => {})
  }
}
