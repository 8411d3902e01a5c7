import { fileURLToPath } from 'node:url'

const parameter = 'sightline'
let port

export function initialize(data) {
  port = data.port
}

/**
 * Files that are imported by a file with a number in its address get that number too, so that Node loads them anew;
 * packages are loaded once, and so is the toolkit, whose definitions must be the same things everywhere.
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
  const number = url.searchParams.get(parameter) ?? numberIn(context.parentURL)
  if (number === null) return result
  url.searchParams.set(parameter, number)
  port.postMessage(fileURLToPath(url))
  return { ...result, url: url.href }
}

function numberIn(parentURL) {
  return parentURL?.startsWith('file:') ? new URL(parentURL).searchParams.get(parameter) : null
}
