import type { DataLink } from '../dashboards/data-link.ts'
import { asVariable, type VariableLike } from '../variables/variable.ts'
import type { ExportSet } from './export-set.ts'

export interface ExportLinkOptions {
  /** The address of `sightline serve`: `https://exports.example.com`. */
  readonly at: string
  readonly format: 'csv' | 'json' | 'ndjson' | 'xlsx' | 'pdf' | 'parquet'
  /** The variable that is the user whose rows are taken away. */
  readonly user?: VariableLike
  readonly title?: string
}

/**
 * A link from a table to its rows as a file, over the time that the dashboard shows where the export has a time.
 *
 * @example tablePanel({ links: [exportLink(videosExport, { at: exportsUrl, format: 'xlsx', user: userId })], … })
 */
export function exportLink(
  { name, timeColumn }: ExportSet,
  { at, format, user, title = `Take ${name} away as ${format}` }: ExportLinkOptions,
): DataLink<never> {
  const parts = [
    ...(user ? [`user=\${${asVariable(user).name}:percentencode}`] : []),
    ...(timeColumn === undefined ? [] : [`from=\${__from}`, `to=\${__to}`]),
  ]
  const query = parts.length === 0 ? '' : `?${parts.join('&')}`
  return { title, url: `${at.replace(/\/+$/, '')}/exports/${encodeURIComponent(name)}.${format}${query}` }
}
