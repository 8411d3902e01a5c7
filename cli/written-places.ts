import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createPathsMatcher, getTsconfig } from 'get-tsconfig'

/** The files that an import may mean which Node does not find, as addresses, the likeliest first. */
export function writtenPlaces(specifier: string, importer: string): string[] {
  const places = /^\.{1,2}\//.test(specifier)
    ? [resolve(dirname(importer), specifier)]
    : pathsOf(dirname(importer), specifier)
  return places
    .flatMap(spellings)
    .filter(isFile)
    .map((path) => pathToFileURL(path).href)
}

function pathsOf(folder: string, specifier: string): string[] {
  const tsconfig = getTsconfig(folder)
  return (tsconfig && createPathsMatcher(tsconfig)?.(specifier)) ?? []
}

/** TypeScript is written without an extension, or with that of the JavaScript which it becomes. */
function spellings(path: string): string[] {
  const [, stem, kind = ''] = /^(.*)\.([cm]?)jsx?$/.exec(path) ?? []
  const renamed = stem === undefined ? [] : [`${stem}.${kind}ts`, `${stem}.tsx`]
  return [path, ...renamed, `${path}.ts`, `${path}.tsx`, `${path}.js`, `${path}/index.ts`, `${path}/index.js`]
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()
