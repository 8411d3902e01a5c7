import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pg from 'pg'

/** Writes all rows as a workbook with the stream of exceljs, and prints how long it took and its most memory. */
const [url = '', folder = ''] = process.argv.slice(2)
const { stream } = createRequire(join(folder, 'package.json'))('exceljs')

const start = performance.now()
const client = new pg.Client(url)
await client.connect()
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
const workbook = new stream.xlsx.WorkbookWriter({ stream: nowhere })
const sheet = workbook.addWorksheet('sold', { views: [{ state: 'frozen', ySplit: 1 }] })
sheet.addRow(['sale_id', 'title', 'channel', 'views', 'amount', 'is_paid', 'sold_at']).commit()
await client.query('begin; declare sold_rows cursor for select * from sold')
for (;;) {
  const { rows } = await client.query({ text: 'fetch forward 2000 from sold_rows', rowMode: 'array' })
  for (const [id, title, channel, views, amount, isPaid, soldAt] of rows)
    sheet.addRow([Number(id), title, channel, Number(views), Number(amount), isPaid, soldAt]).commit()
  if (rows.length < 2000) break
}
sheet.commit()
await workbook.commit()
await client.end()
const milliseconds = performance.now() - start
process.stdout.write(JSON.stringify({ milliseconds, mebibytes: process.resourceUsage().maxRSS / 1024 }))
