import { Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** Changes the bytes on their way, and knows how many rows have passed. */
export interface RowBytes {
  /** The bytes to write for these. */
  next(bytes: Buffer): Buffer
  /** The bytes behind the last row. */
  end(): Buffer
  readonly rows: number
}

/** Chunks of COPY are larger than what streams let wait by themselves: each would make Postgres pause. */
const highWaterMark = 1024 * 1024

/** Sends what COPY returns through `change` to a stream, as fast as that takes it. */
export async function copyOut(
  client: ClientBase,
  copy: string,
  change: RowBytes,
  out: Writable,
  onRows: (count: number) => void,
): Promise<number> {
  const through = new Transform({
    highWaterMark,
    transform(chunk: Buffer, _encoding, done) {
      const bytes = change.next(chunk)
      onRows(change.rows)
      done(null, bytes)
    },
    flush(done) {
      done(null, change.end())
    },
  })
  await pipeline(client.query(copyTo(copy, { highWaterMark })), through, out)
  return change.rows
}
