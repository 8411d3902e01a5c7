import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))
const cache = join(repository, '.sightline', 'cache')

/** Of all packages this one has the most files; definitions and the toolkit share it. */
const kysely = './node_modules/kysely/dist/esm/index.js'

/**
 * The toolkit and the command line of this checkout as two files, made again when a source has changed: a command
 * starts in half the time that hundreds of sources take. Undefined where they cannot be written.
 */
export async function sourceBundle() {
  const folder = join(cache, stamp())
  try {
    if (!existsSync(folder)) await bundleInto(folder)
    return { main: join(folder, 'cli', 'main.mjs'), tsconfig: join(folder, 'tsconfig.json') }
  } catch {
    return undefined
  }
}

/** Changes when any source file does. */
function stamp() {
  const hash = createHash('sha256')
  for (const root of ['toolkit', 'cli', 'tsconfig.json', 'package-lock.json']) {
    const entries = root.includes('.') ? [''] : readdirSync(join(repository, root), { recursive: true })
    for (const entry of entries.sort()) {
      const { mtimeMs, size } = statSync(join(repository, root, String(entry)))
      hash.update(`${root}/${entry} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex').slice(0, 16)
}

async function bundleInto(folder) {
  const { build } = await import('esbuild')
  const partial = `${folder}-${randomUUID()}`
  await build({
    absWorkingDir: repository,
    entryPoints: {
      'toolkit/index': 'toolkit/index.ts',
      'toolkit/engine': 'toolkit/engine.ts',
      'cli/main': 'cli/main.ts',
      kysely,
    },
    outdir: partial,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { sightline: './toolkit/index.ts', 'sightline/engine': './toolkit/engine.ts', kysely },
    sourcemap: true,
    logLevel: 'silent',
  })
  const paths = {
    sightline: [join(folder, 'toolkit', 'index.mjs')],
    'sightline/engine': [join(folder, 'toolkit', 'engine.mjs')],
    kysely: [join(folder, 'kysely.mjs')],
  }
  writeFileSync(join(partial, 'tsconfig.json'), JSON.stringify({ compilerOptions: { paths } }))
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
