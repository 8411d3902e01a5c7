import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** The folder of this package. */
export const packageRoot = (): string =>
  dirname(createRequire(import.meta.url).resolve('sightline/package.json'))
