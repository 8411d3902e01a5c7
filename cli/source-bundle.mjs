import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))
const cache = join(repository, '.sightline', 'cache')

/**
 * The folder of the bundle of this checkout, made again when a source has changed. Undefined where it cannot be written.
 */
export async function sourceBundle() {
  const folder = join(cache, stamp())
  try {
    if (!existsSync(folder)) await bundleInto(folder)
    return folder
  } catch {
    return undefined
  }
}

/** Changes when any source file does. */
function stamp() {
  const hash = createHash('sha256')
  for (const root of ['toolkit', 'cli', 'tsconfig.json', 'package-lock.json']) {
    for (const path of filesBelow(`${repository}${root}`)) {
      const { mtimeMs, size } = statSync(path)
      hash.update(`${path} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** Quicker than Node's own recursion, and each command asks. */
function filesBelow(path) {
  if (path.includes('.', repository.length)) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`))
}

async function bundleInto(folder) {
  const { bundle, kysely } = await import('./bundle.mjs')
  const partial = `${folder}-${randomUUID()}`
  await bundle(partial, { kysely })
  removeOld()
  try {
    renameSync(partial, folder)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

/** Bundles of earlier sources; a young one may still be in use. */
function removeOld() {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name)
    if (Date.now() - statSync(path).mtimeMs > 3_600_000) rmSync(path, { recursive: true, force: true })
  }
}
