import { exportFileName } from '../exports/export-file-name.ts'
import type { ExportFormat } from '../exports/export-format.ts'
import { exportFormats, isExportFormat } from '../exports/export-formats.ts'
import type { WantedRows } from '../exports/exported-rows.ts'
import { wantedRange } from '../exports/wanted-range.ts'
import { RequestRefused } from '../realtime/server/request-refused.ts'
import type { Tokens } from '../realtime/server/tokens.ts'
import type { Release } from '../release/release.ts'
import type { AddressQuery } from './read-query.ts'

/** What somebody asks to take away. */
export interface ExportRequest {
  readonly name: string
  readonly format: ExportFormat
  readonly wanted: WantedRows
  readonly fileName: string
}

interface Asked {
  /** The name and the format: `videos.xlsx`. */
  readonly path: string
  readonly query: AddressQuery
  readonly token: string | undefined
}

/**
 * What a request asks for, as far as its token may.
 *
 * @throws RequestRefused where it may not, or asks for what there is not
 */
export function exportRequest(
  release: Release,
  tokens: Tokens,
  { path, query, token }: Asked,
  now: Date,
): ExportRequest {
  const scopes = tokens.scopesOf(token).filter((scope) => scope.startsWith('export'))
  if (scopes.length === 0)
    throw new RequestRefused(401, 'send a token that may export: Authorization: Bearer <token>')
  const dot = path.lastIndexOf('.')
  const [name, extension] = [path.slice(0, Math.max(dot, 0)), path.slice(dot + 1)]
  if (dot <= 0 || !isExportFormat(extension))
    throw new RequestRefused(404, `end the name with one of .${Object.keys(exportFormats).join(', .')}`)
  const user = userOf(release, scopes, name, query.user)
  const format = exportFormats[extension]
  const wanted = { user, ...wantedRange(query, now), now }
  return { name, format, wanted, fileName: exportFileName(name, wanted, format.extension) }
}

/** A token of one user takes away that user's rows and no others, whatever it asks for. */
function userOf(
  { exports }: Release,
  scopes: readonly string[],
  name: string,
  asked: string | undefined,
): string | undefined {
  if (scopes.includes('export')) return asked
  const own = scopes.map((scope) => scope.slice('export:'.length))
  const user = asked ?? own[0]
  if (user === undefined || !own.includes(user))
    throw new RequestRefused(403, 'this token may not take away the rows of this user')
  const isForUsers = exports.some((set) => set.name === name && set.userColumn !== undefined)
  if (!isForUsers) throw new RequestRefused(403, 'this token takes away exports that say whose a row is')
  return user
}
