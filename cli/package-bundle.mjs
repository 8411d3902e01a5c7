import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.mjs'

// What `npm pack` puts into the package: the bundle, and the licenses of what was bundled with it.
const repository = fileURLToPath(new URL('..', import.meta.url))
const dist = join(repository, 'dist')
const { metafile } = await bundle(dist, { 'stacks/index': 'stacks/index.ts' })
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
)
const licenses = [...packages].sort().map((name) => {
  const folder = join(repository, 'node_modules', name)
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].find((name) => existsSync(join(folder, name)))
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const text = file === undefined ? `License: ${license}\n` : readFileSync(join(folder, file), 'utf8')
  return `${name} ${version}\n\n${text}`
})
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licenses.join(`\n${'-'.repeat(80)}\n\n`))
