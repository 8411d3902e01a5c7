import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import {
  buildRelease,
  type ExportFormatName,
  exportFormats,
  isExportFormat,
  runExport,
  withConnection,
} from 'sightline/engine'
import { soldProject } from './export-definitions.ts'

/** Writes all rows once, by COPY alone or as an export of a format, and prints how long it took and its most memory. */
const [url = '', what = ''] = process.argv.slice(2)
const release = buildRelease(soldProject)

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

const exported = (format: ExportFormatName): Promise<number> =>
  withConnection(url, (client) => {
    const wanted = { user: undefined, from: undefined, to: undefined, now: new Date() }
    const asked = { name: 'sold', format: exportFormats[format], wanted, timeout: 600_000, onRows: () => {} }
    return runExport(client, release, asked, nowhere())
  })

const copied = (): Promise<void> =>
  withConnection(url, (client) =>
    pipeline(client.query(copyTo('copy (select * from sold) to stdout (format csv, header)')), nowhere()),
  )

const start = performance.now()
await (isExportFormat(what) ? exported(what) : copied()).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
})
const milliseconds = performance.now() - start
process.stdout.write(JSON.stringify({ milliseconds, mebibytes: process.resourceUsage().maxRSS / 1024 }))
