import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { contentHash } from '../foundation/content-hash.ts'
import { hasCode } from '../foundation/has-code.ts'
import type { Installation } from './embedded-server.ts'

const names = v.pipe(v.array(v.string()), v.readonly())

const noteSchema = v.object({
  /** What `clusterIdentity` said. */
  madeBy: v.string(),
  /** How many runs have used it. */
  runs: v.number(),
  /** What it had when it was made. */
  state: v.object({ databases: names, roles: names, hash: v.string() }),
})

/** What stands beside a server that was stopped and emptied: without it the server is made anew. */
export type KeptNote = v.InferOutput<typeof noteSchema>

const noteFile = (folder: string) => join(folder, 'empty.json')

/** The note of an emptied server, which is removed before anybody uses that; none where another Postgres made it. */
export async function takeNote(folder: string, madeBy: string): Promise<KeptNote | undefined> {
  try {
    const note = v.parse(noteSchema, JSON.parse(await readFile(noteFile(folder), 'utf8')))
    return note.madeBy === madeBy ? note : undefined
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError || error instanceof v.ValiError)
      return undefined
    throw error
  } finally {
    await rm(noteFile(folder), { force: true })
  }
}

/** Writes the note of an emptied server, whole or not at all. */
export async function writeNote(folder: string, note: KeptNote): Promise<void> {
  await writeFile(`${noteFile(folder)}.new`, JSON.stringify(note))
  await rename(`${noteFile(folder)}.new`, noteFile(folder))
}

/**
 * The Postgres that makes a cluster, and since when the machine runs: nothing is written to the disk for good, so that
 * a power cut may leave anything.
 */
export async function clusterIdentity(installation: Installation): Promise<string> {
  const { size, mtimeMs } = await stat(installation.programs.postgres)
  return contentHash(JSON.stringify([installation, size, mtimeMs, await bootIdentity()]))
}

async function bootIdentity(): Promise<string> {
  const known = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => undefined)
  return known ?? String(Math.round((Date.now() / 1000 - uptime()) / 600))
}
