#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

// `npm create sightline` is `sightline init`.
const manifest = createRequire(import.meta.url).resolve('sightline/package.json')
const program = join(dirname(manifest), 'bin/sightline.mjs')
const { status } = spawnSync(process.execPath, [program, 'init', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exitCode = status ?? 2
