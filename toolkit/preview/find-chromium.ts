import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SightlineError } from '../foundation/sightline-error.ts'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]

const places = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * Finds a Chromium on this machine: CHROME_PATH, then the PATH, then the usual places.
 *
 * @throws SightlineError where there is none
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string {
  const { CHROME_PATH, PATH = '' } = environment
  const next =
    'Install one (`apt-get install chromium`), or set the environment variable CHROME_PATH to the program.'
  if (CHROME_PATH) {
    if (isProgram(CHROME_PATH)) return CHROME_PATH
    throw new SightlineError({
      code: 'invalid-chromium-path',
      what: 'CHROME_PATH names no program.',
      value: CHROME_PATH,
      next,
    })
  }
  const onPath = PATH.split(delimiter).flatMap((folder) =>
    folder === '' ? [] : names.map((name) => join(folder, name)),
  )
  const found = [...onPath, ...(PATH === '' ? [] : places)].find(isProgram)
  if (found !== undefined) return found
  throw new SightlineError({
    code: 'chromium-not-found',
    what: 'There is no Chromium on this machine to take pictures with.',
    next,
  })
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
