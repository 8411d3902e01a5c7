import type { ExportFormat } from './export-format.ts'
import { csv } from './formats/csv.ts'
import { json, ndjson } from './formats/json.ts'
import { parquet } from './formats/parquet.ts'
import { pdf } from './formats/pdf.ts'
import { xlsx } from './formats/xlsx.ts'

/** Every form in which rows are taken away, by the name that people give. */
export const exportFormats = { csv, json, ndjson, xlsx, pdf, parquet } satisfies Record<string, ExportFormat>

export type ExportFormatName = keyof typeof exportFormats

/** Whether a text is the name of a format. */
export const isExportFormat = (name: string): name is ExportFormatName => Object.hasOwn(exportFormats, name)
