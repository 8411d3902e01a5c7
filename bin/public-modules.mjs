import { readFileSync } from 'node:fs'

/**
 * The names that others import the toolkit by, longer ones first, each with its file in the package without `.js`:
 * `toolkit/index`.
 */
export function publicModules() {
  const { name, exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return Object.entries(exports)
    .flatMap(([path, { default: file = '' }]) =>
      file.startsWith('./dist/toolkit/')
        ? [[name + path.slice(1), file.slice('./dist/'.length, -'.js'.length)]]
        : [],
    )
    .sort(([a], [b]) => b.length - a.length)
}
