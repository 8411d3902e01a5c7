import { userInfo } from 'node:os'
import type { Browser } from 'playwright-core'
import { optionalPackage } from '../foundation/optional-package.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { findChromium } from './find-chromium.ts'

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
]

/**
 * Starts the Chromium of this machine without a window; the caller closes it.
 *
 * @throws SightlineError where there is none, or it does not start
 */
export async function launchChromium(): Promise<Browser> {
  const { chromium } = await optionalPackage('playwright-core', 'A picture', () => import('playwright-core'))
  const executablePath = findChromium()
  // Chromium's own sandbox refuses to run as root.
  const args = userInfo().uid === 0 ? ['--no-sandbox', ...flags] : flags
  try {
    return await chromium.launch({ executablePath, args, headless: true })
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
    throw new SightlineError(
      {
        code: 'chromium-not-started',
        what: `Chromium does not start: ${reason}`,
        value: executablePath,
        next: 'Start it by hand with --headless to see why, or set CHROME_PATH to another.',
      },
      { cause },
    )
  }
}
