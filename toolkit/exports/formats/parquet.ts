import { once } from 'node:events'
import { optionalPackage } from '../../foundation/optional-package.ts'
import type { RawRow } from '../../query/raw-results.ts'
import type { ExportFormat } from '../export-format.ts'
import type { ExportedColumn } from '../exported-column.ts'
import { rowBatches } from '../row-batches.ts'
import { withDigits } from './decimal-digits.ts'
import { parquetType, parquetValue, type SchemaElement } from './parquet-value.ts'

/** Rows of a group: they are in memory until it is written. */
const groupRows = 50_000

/** Apache Parquet: exact decimals of up to 38 digits, times in microseconds of UTC. */
export const parquet: ExportFormat = {
  extension: 'parquet',
  mediaType: 'application/vnd.apache.parquet',
  isText: false,
  write: async ({ client, rows, columns: described, out, onRows }) => {
    const { ByteWriter, ParquetWriter } = await optionalPackage(
      'hyparquet-writer',
      'The format parquet',
      () => import('hyparquet-writer'),
    )
    const columns = await withDigits(client, rows.sql, described)
    const bytes = new ByteWriter()
    const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), createdBy: 'sightline' })
    const flush = async () => {
      const part = Buffer.from(bytes.getBytes())
      bytes.index = 0
      if (!out.write(part)) await once(out, 'drain')
    }
    let count = 0
    let group: RawRow[] = []
    const writeGroup = async () => {
      if (group.length === 0) return
      const columnData = columns.map((column, index) => ({
        name: column.name,
        data: group.map((row) => parquetValue(row[index] ?? null, column)),
      }))
      await writer.write({ columnData, rowGroupSize: groupRows })
      count += group.length
      group = []
      onRows(count)
      await flush()
    }
    for await (const batch of rowBatches(client, rows.sql)) {
      group.push(...batch)
      if (group.length >= groupRows) await writeGroup()
    }
    await writeGroup()
    writer.finish()
    await flush()
    out.end()
    await once(out, 'finish')
    return count
  },
}

const schemaOf = (columns: readonly ExportedColumn[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(
    (column): SchemaElement => ({
      name: column.name,
      repetition_type: 'OPTIONAL',
      ...parquetType(column),
    }),
  ),
]
