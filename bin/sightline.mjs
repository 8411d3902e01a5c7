#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `error This Node is too old.\n  value: ${process.version}\n  next:  Install Node 20.19 or later.\n`,
  )
  process.exit(2)
}

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))

// In a checkout the sources run, bundled for a quick start; in a package, what they were compiled to.
const inCheckout = existsSync(path('../cli/main.ts'))
const bundle = inCheckout ? await (await import('../cli/source-bundle.mjs')).sourceBundle() : undefined
const compiled = bundle?.main ?? (inCheckout ? undefined : path('../dist/cli/main.js'))
const tsconfig = bundle?.tsconfig ?? (inCheckout ? path('../tsconfig.json') : undefined)

const load = (file) => import(pathToFileURL(file).href)
const registerTypeScript = async () => {
  const { register } = await import('tsx/esm/api')
  register(tsconfig === undefined ? {} : { tsconfig })
}
if (compiled === undefined) await registerTypeScript()
const { main } = await load(compiled ?? path('../cli/main.ts'))
process.exitCode = await main(process.argv, compiled === undefined ? undefined : registerTypeScript)
