#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `error This Node is too old.\n  value: ${process.version}\n  next:  Install Node 20.19 or later.\n`,
  )
  process.exit(2)
}

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))
const inCheckout = existsSync(path('../cli/main.ts'))

// In a checkout the sources run, bundled for a quick start; in a package, the bundle that it was packed with.
const folder = inCheckout ? await (await import('../cli/source-bundle.mjs')).sourceBundle() : path('../dist')
process.exitCode = await (folder === undefined ? runSources() : runBundle())

async function runBundle() {
  const url = (file) => pathToFileURL(join(folder, file)).href
  const { main } = await import(url('cli/main.js'))
  return main(process.argv, async () => {
    const { registerTypeScript } = await import(url('cli/register-typescript.js'))
    const { publicModules } = await import('./public-modules.mjs')
    const modules = Object.fromEntries(publicModules().map(([name, file]) => [name, url(`${file}.js`)]))
    if (inCheckout) modules.kysely = url('kysely.js')
    // Before the hooks are there, Node asks no other thread about each file of it.
    await import(modules.sightline)
    await registerTypeScript(url('cli/typescript-hooks.js'), modules)
  })
}

/** Where the bundle cannot be written. */
async function runSources() {
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: path('../tsconfig.json') })
  const { main } = await import('../cli/main.ts')
  return main(process.argv)
}
