import { hasCode } from './has-code.ts'
import { SightlineError } from './sightline-error.ts'

/**
 * A package that only some projects need, loaded when it is used; one that is not installed is asked for by name.
 *
 * @example const { createClient } = await optionalPackage('redis', 'The real-time pipeline', () => import('redis'))
 */
export async function optionalPackage<Module>(
  name: string,
  whatNeedsIt: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    if (!isMissing(error, name)) throw error
    throw new SightlineError({
      code: 'package-not-installed',
      what: `${whatNeedsIt} needs the package ${name}, which is not installed.`,
      value: name,
      next: `Run npm install ${name}, or the same with pnpm or yarn.`,
    })
  }
}

/** Whether the package itself is what cannot be found, and not something that it asks for. */
function isMissing(error: unknown, name: string): boolean {
  if (!hasCode(error, 'ERR_MODULE_NOT_FOUND') && !hasCode(error, 'MODULE_NOT_FOUND')) return false
  return error instanceof Error && error.message.includes(`'${name}'`)
}
