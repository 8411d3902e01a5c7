import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { SightlineError } from '../foundation/sightline-error.ts'
import { isObject } from '../rollups/read-event.ts'
import { RollupRows } from '../rollups/rollup-rows.ts'
import type { StreamCatalogue } from './catalogue.ts'

/** What an archive gave. */
export interface CountedArchive {
  readonly rows: RollupRows
  /** Lines with an event that the project does not define, or with values that it does not take. */
  readonly unread: number
}

/**
 * Counts lines such as `{"event": "sale", "data": {…}}`, as POST /events takes them, from a moment on.
 *
 * @throws SightlineError where the file cannot be read to its end, or a line is not JSON
 */
export async function countArchive(
  { rollups, readers }: StreamCatalogue,
  file: string,
  from: number,
): Promise<CountedArchive> {
  const rows = new RollupRows(rollups)
  let [line, unread] = [0, 0]
  try {
    for await (const text of linesOf(file)) {
      line++
      if (text.trim() === '') continue
      const value: unknown = JSON.parse(text)
      const reader = isObject(value) ? readers.get(String(value.event)) : undefined
      const read = isObject(value) ? reader?.read(value.data, Date.now()) : undefined
      if (reader && read?.ok) rows.count(reader.event.name, read.time, read.values)
      else unread++
    }
  } catch (cause) {
    throw new SightlineError(
      {
        code: 'archive-unreadable',
        what: `The archive cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
        value: line === 0 ? file : `${file}, line ${line}`,
        next: 'Give a file of events as JSON lines, which may be gzipped (.gz). Nothing was counted again.',
      },
      { cause },
    )
  }
  return { rows: rows.since(from), unread }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const handle = await open(file)
  try {
    const bytes = handle.createReadStream({ autoClose: false })
    yield* createInterface({ input: file.endsWith('.gz') ? unzipped(bytes) : bytes })
  } finally {
    await handle.close()
  }
}

/** What breaks off is told where the lines are read. */
function unzipped(bytes: Readable): Readable {
  const unzip = createGunzip()
  bytes.on('error', (error) => unzip.destroy(error))
  return bytes.pipe(unzip)
}
