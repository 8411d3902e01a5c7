import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { packageRoot } from './package-root.ts'

/** The sources of the page; the rest of the toolkit does not go into it. */
const sources = [
  'preview',
  'toolkit/preview/api.ts',
  'toolkit/drawing',
  'toolkit/grafana',
  'package-lock.json',
]

/**
 * The folder of the built page. A package brings it along; in a checkout it is built, in about a second, whenever a
 * source has changed.
 */
export async function previewPage(onStep: (step: string) => void): Promise<string> {
  const root = packageRoot()
  if (!existsSync(join(root, 'preview'))) return join(root, 'dist', 'preview')
  const cache = join(root, '.sightline', 'page')
  const folder = join(cache, stampOf(root))
  if (existsSync(folder)) return folder
  onStep('Building the page')
  const partial = `${folder}-${randomUUID()}`
  await buildPage(root, partial)
  await removeOld(cache)
  await rename(partial, folder).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  })
  return folder
}

async function buildPage(root: string, outDir: string): Promise<void> {
  const manifest = createRequire(join(root, 'package.json')).resolve('vite/package.json')
  const vite = join(dirname(manifest), 'bin', 'vite.js')
  await promisify(execFile)(process.execPath, [vite, 'build', 'preview', '--outDir', outDir], { cwd: root })
}

/** Changes when any source does. */
function stampOf(root: string): string {
  const hash = createHash('sha256')
  for (const source of sources) {
    const entries = statSync(join(root, source)).isDirectory()
      ? readdirSync(join(root, source), { recursive: true }).map(String).sort()
      : ['']
    for (const entry of entries) {
      const { mtimeMs, size } = statSync(join(root, source, entry))
      hash.update(`${source}/${entry} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}

/** Pages of earlier sources; a young one may still be shown. */
async function removeOld(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name)
    if (Date.now() - statSync(path).mtimeMs > 86_400_000) await rm(path, { recursive: true, force: true })
  }
}
