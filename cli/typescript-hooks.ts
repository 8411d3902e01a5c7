import { readFileSync } from 'node:fs'
import type { LoadHook, ResolveHook } from 'node:module'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'
import { writtenPlaces } from './written-places.ts'

let ownModules: Readonly<Record<string, string>> = {}

/** Says which files the names of this package mean, so that definitions and the command share one toolkit. */
export function initialize(modules: Readonly<Record<string, string>>): void {
  ownModules = modules
}

/** Finds what Node itself does not: files without their extension, `.js` for `.ts`, and the `paths` of a tsconfig. */
export const resolve: ResolveHook = (specifier, context, next) => {
  const own = ownModules[specifier]
  if (own !== undefined) return { url: own, shortCircuit: true }
  const parent = context.parentURL
  if (parent === undefined || !typeScript.test(new URL(parent).pathname)) return next(specifier, context)
  const otherwise = (cause: unknown) => {
    const [place] = writtenPlaces(specifier, fileURLToPath(parent))
    if (place === undefined) throw cause
    return next(place, context)
  }
  try {
    const found = next(specifier, context)
    return found instanceof Promise ? found.catch(otherwise) : found
  } catch (cause) {
    return otherwise(cause)
  }
}

const typeScript = /\.[cm]?tsx?$/

/** Turns TypeScript into JavaScript; its types are for the compiler and the editor. */
export const load: LoadHook = (url, context, next) => {
  const { protocol, pathname } = new URL(url)
  if (protocol !== 'file:' || !typeScript.test(pathname)) return next(url, context)
  const file = fileURLToPath(new URL(pathname, url))
  const { code, map, errors } = transformSync(file, readFileSync(file, 'utf8'), { sourcemap: true })
  const [error] = errors
  if (error) throw new SyntaxError(`${error.message}${error.codeframe ?? ''}`)
  const sources = JSON.stringify({ ...map, sources: [basename(file)], sourcesContent: undefined })
  const comment = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(sources).toString('base64')}`
  const format = pathname.endsWith('.cts') ? 'commonjs' : 'module'
  return { format, source: `${code}\n${comment}`, shortCircuit: true }
}
