import { fileURLToPath } from 'node:url'

const parameter = 'sightline'
const versions = new Map()
const importers = new Map()
let port

export function initialize(data) {
  port = data.port
  port.on('message', ({ saved, version }) => {
    if (saved === undefined) versions.clear()
    for (const file of saved ?? []) outdate(file, version)
    port.postMessage({ version })
  })
  port.unref()
}

/** A file is loaded anew with all that import it, which hold what it exported. */
function outdate(file, version) {
  if (versions.get(file) === version) return
  versions.set(file, version)
  for (const importer of importers.get(file) ?? []) outdate(importer, version)
}

/**
 * Files that are imported by a file with a number in its address get a number too, that of the load in which they or
 * what they import changed last, so that Node loads these anew; packages are loaded once, and so is the toolkit, whose
 * definitions must be the same things everywhere.
 */
export async function resolve(specifier, context, next) {
  const result = await next(specifier, context)
  if (!result.url.startsWith('file:') || /^sightline(\/|$)/.test(specifier)) return result
  const url = new URL(result.url)
  if (
    /\/node_modules\/|\/toolkit\/(index|engine|sample|realtime\/index|cache\/index)\.m?[jt]s$/.test(
      url.pathname,
    )
  )
    return result
  const importer = numberedFile(context.parentURL)
  const own = url.searchParams.get(parameter)
  if (own === null && importer === undefined) return result
  const file = fileURLToPath(url)
  if (importer !== undefined) importersOf(file).add(importer.file)
  if (own === null) {
    if (!versions.has(file)) versions.set(file, importer.number)
    url.searchParams.set(parameter, versions.get(file))
  }
  port.postMessage({ file })
  return { ...result, url: url.href }
}

function importersOf(file) {
  const known = importers.get(file) ?? new Set()
  importers.set(file, known)
  return known
}

function numberedFile(parentURL) {
  if (!parentURL?.startsWith('file:')) return undefined
  const number = new URL(parentURL).searchParams.get(parameter)
  return number === null ? undefined : { file: fileURLToPath(parentURL), number }
}
