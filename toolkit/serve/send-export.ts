import type { ServerResponse } from 'node:http'
import { Writable } from 'node:stream'
import { runExport } from '../exports/run-export.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import type { PreviewDatabase } from '../preview/preview-database.ts'
import type { Release } from '../release/release.ts'
import type { ExportRequest } from './export-request.ts'

/**
 * Sends rows as they come from the database. What goes wrong before the first of them is said in JSON; later the
 * connection breaks off, so that nobody takes a part for the whole.
 */
export async function sendExport(
  response: ServerResponse,
  database: PreviewDatabase,
  release: Release,
  { name, format, wanted, fileName }: ExportRequest,
  timeout: number,
): Promise<void> {
  const begin = () => {
    if (response.headersSent) return
    response.writeHead(200, {
      'content-type': format.mediaType,
      'content-disposition': disposition(fileName),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  }
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      begin()
      if (response.write(chunk)) done()
      else response.once('drain', done)
    },
    final(done) {
      begin()
      response.end(done)
    },
  })
  await database.use(async (client) => {
    const leave = () => {
      if (response.writableFinished) return
      out.destroy(new Error('the reader is gone'))
      void database.cancel(client)
    }
    response.once('close', leave)
    const asked = { name, format, wanted, timeout, onRows: () => {} }
    try {
      await runExport(client, release, asked, out)
    } catch (error) {
      if (response.headersSent || response.destroyed) response.destroy()
      else sendProblem(response, error)
    } finally {
      response.off('close', leave)
    }
  })
}

/** A name for old readers, and the real one for those that know of RFC 5987. */
function disposition(fileName: string): string {
  const plain = fileName.replace(/[^\w.-]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
}

function sendProblem(response: ServerResponse, error: unknown): void {
  const known = error instanceof SightlineError
  const status = known ? (/^unknown-(?:export|user)$/.test(error.code) ? 404 : 400) : 500
  const message = known ? error.problem.what : 'the rows could not be read'
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ error: message }))
}
