import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { publicModules } from '../bin/public-modules.mjs'
import { directImports } from './direct-imports.mjs'

const repository = fileURLToPath(new URL('..', import.meta.url))
export const kysely = './node_modules/kysely/dist/esm/index.js'
const sdk = '@grafana/grafana-foundation-sdk'

/** The lists of what others import. */
const ownLists = publicModules().map(([name, file]) => [name, `${file}.ts`])

/** Of all packages these have the most files, or nearly every command reads them. */
const bundled = {
  ...Object.fromEntries(ownLists.map(([name, source]) => [name, `./${source}`])),
  kysely,
  tslib: './node_modules/tslib/tslib.js',
  commander: './node_modules/commander/index.js',
  croner: './node_modules/croner/dist/croner.js',
  'get-tsconfig': './node_modules/get-tsconfig/dist/index.mjs',
  moment: './node_modules/moment/dist/moment.js',
  picocolors: './node_modules/picocolors/picocolors.js',
  'resolve-pkg-maps': './node_modules/resolve-pkg-maps/dist/index.mjs',
  valibot: './node_modules/valibot/dist/index.mjs',
  yaml: './node_modules/yaml/browser/dist/index.js',
  [sdk]: `./node_modules/${sdk}/dist`,
}

/** With every type of panel the SDK has builders for another form of dashboards, a quarter of all there is to load. */
const withoutOtherForm = {
  name: 'without-other-form',
  setup({ onLoad }) {
    onLoad({ filter: /foundation-sdk\/dist\/\w+\/visualization(V2)?Builder\.gen\.js$/ }, () => ({
      contents: '',
    }))
  },
}

/** Kysely makes forty functions anew for each callback of a query; they keep nothing, so all of them can share one set. */
const oneExpressionBuilder = {
  name: 'one-expression-builder',
  setup({ onLoad }) {
    onLoad({ filter: /kysely\/dist\/esm\/expression\/expression-builder\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      const contents = text.replace(
        'return createExpressionBuilder();',
        'return shared ??= createExpressionBuilder();',
      )
      if (contents === text)
        throw new Error(`${path} makes its builder in another way: see whether it can be shared.`)
      return { contents: `${contents}\nlet shared;\n` }
    })
  },
}

/** What is bundled may be CommonJS, which asks for modules of Node. */
const requireShim =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);"

const own = {
  ...Object.fromEntries(ownLists.map(([, source]) => [source.slice(0, -'.ts'.length), source])),
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
    minifyWhitespace: true,
    lineLimit: 200,
    plugins: [directImports(repository, ownLists), withoutOtherForm, oneExpressionBuilder],
    logLevel: 'silent',
  })
}
