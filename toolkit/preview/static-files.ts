import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

/** Sends a file of the built page; every other path is the page itself, which knows what to show there. */
export async function sendPage(response: ServerResponse, folder: string, path: string): Promise<void> {
  const file = normalize(join(folder, path))
  const isAsset = file.startsWith(join(folder, 'assets') + sep)
  const content = await readFile(isAsset ? file : join(folder, 'index.html')).catch(() => undefined)
  if (!content) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.')
    return
  }
  const type = types[isAsset ? extname(file) : '.html'] ?? 'application/octet-stream'
  const age = isAsset ? 'max-age=31536000, immutable' : 'no-cache'
  response.writeHead(200, { 'content-type': type, 'cache-control': age }).end(content)
}
