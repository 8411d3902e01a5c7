import { mkdirSync, writeFile } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { hasCode } from '../foundation/has-code.ts'
import type { ReleaseFile } from './release.ts'

const writeBytes = promisify(writeFile)

/** How many files are written while the next one is made. */
const atOnce = 8

/**
 * Writes the files of a folder while the next ones are made. Of a text Node would keep a copy until memory is collected;
 * so it gets bytes, which are filled again with the text of another file.
 */
export class FolderWriter {
  readonly #folder: string
  readonly #made = new Set<string>()
  /** The oldest first; each gives its bytes back once they are written. */
  readonly #writing: Promise<Buffer>[] = []
  readonly #failures: unknown[] = []

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Begins to write a file, once there is room for it; what fails is thrown here for a later one, or at the end. */
  async write({ path, content }: ReleaseFile): Promise<void> {
    const free = this.#writing.length < atOnce ? undefined : await this.#writing.shift()
    this.#throwFailure()
    const file = join(this.#folder, path)
    const parent = dirname(file)
    if (!this.#made.has(parent)) makeFolder(parent)
    this.#made.add(parent)
    this.#writing.push(this.#begin(file, content, free ?? Buffer.alloc(0)))
  }

  /** Resolves when every file is written. */
  async end(): Promise<void> {
    await Promise.all(this.#writing)
    this.#throwFailure()
  }

  async #begin(file: string, content: string, free: Buffer): Promise<Buffer> {
    const most = content.length * 3
    const bytes = free.length < most ? Buffer.allocUnsafeSlow(most) : free
    try {
      await writeBytes(file, bytes.subarray(0, bytes.write(content)))
    } catch (error) {
      this.#failures.push(error)
    }
    return bytes
  }

  #throwFailure(): void {
    if (this.#failures.length > 0) throw this.#failures[0]
  }
}

/** Node's own recursion never ends where a file system, such as /proc, has no such folder and makes none. */
function makeFolder(folder: string): void {
  try {
    makeOne(folder)
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || dirname(folder) === folder) throw error
    makeFolder(dirname(folder))
    makeOne(folder)
  }
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
}
