import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { directImports } from './direct-imports.mjs'

const repository = fileURLToPath(new URL('..', import.meta.url))
export const kysely = './node_modules/kysely/dist/esm/index.js'
const sdk = '@grafana/grafana-foundation-sdk'

/** Of all packages these have the most files, or nearly every command reads them. */
const bundled = {
  'sightline/engine': './toolkit/engine.ts',
  'sightline/realtime': './toolkit/realtime/index.ts',
  'sightline/cache': './toolkit/cache/index.ts',
  'sightline/sample': './toolkit/sample.ts',
  sightline: './toolkit/index.ts',
  kysely,
  tslib: './node_modules/tslib/tslib.js',
  commander: './node_modules/commander/index.js',
  moment: './node_modules/moment/dist/moment.js',
  picocolors: './node_modules/picocolors/picocolors.js',
  valibot: './node_modules/valibot/dist/index.mjs',
  yaml: './node_modules/yaml/browser/dist/index.js',
  [sdk]: `./node_modules/${sdk}/dist`,
}

/** What is bundled may be CommonJS, which asks for modules of Node. */
const requireShim =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);"

const own = {
  'toolkit/index': 'toolkit/index.ts',
  'toolkit/engine': 'toolkit/engine.ts',
  'toolkit/realtime/index': 'toolkit/realtime/index.ts',
  'toolkit/cache/index': 'toolkit/cache/index.ts',
  'toolkit/sample': 'toolkit/sample.ts',
  'cli/main': 'cli/main.ts',
  'cli/register-typescript': 'cli/register-typescript.ts',
  'cli/typescript-hooks': 'cli/typescript-hooks.ts',
}

/**
 * The toolkit and the command line as few files: a command starts in half the time that hundreds of sources take.
 * Definitions and commands share what both use.
 */
export function bundle(outdir, others = {}) {
  return build({
    absWorkingDir: repository,
    entryPoints: { ...own, ...others },
    outdir,
    bundle: true,
    splitting: true,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: bundled,
    banner: { js: requireShim },
    plugins: [
      directImports(repository, [
        ['sightline', 'toolkit/index.ts'],
        ['sightline/engine', 'toolkit/engine.ts'],
        ['sightline/realtime', 'toolkit/realtime/index.ts'],
        ['sightline/cache', 'toolkit/cache/index.ts'],
        ['sightline/sample', 'toolkit/sample.ts'],
      ]),
    ],
    logLevel: 'silent',
  })
}
