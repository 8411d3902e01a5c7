import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { SightlineError } from '../foundation/sightline-error.ts'

export interface ScreenshotOptions {
  /** The address of a running preview. */
  readonly url: string
  /** The uids of the dashboards. */
  readonly dashboards: readonly string[]
  /** The folder for the pictures. */
  readonly out: string
  readonly themes: readonly ('light' | 'dark')[]
  /** Pixels. */
  readonly width: number
  /** How many pixels of the picture stand for one. */
  readonly scale: number
  /** Parameters of the address: `from`, `to`, and `var-NAME` for the variables that a dashboard has. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Told what is being done. */
  readonly onStep?: (step: string) => void
}

/** A picture of a dashboard. */
export interface Screenshot {
  readonly dashboard: string
  readonly theme: 'light' | 'dark'
  readonly file: string
  /** The panels whose queries failed. */
  readonly failed: readonly string[]
}

/**
 * Takes a picture of each dashboard of a running preview, whole and with all of its data.
 *
 * @throws SightlineError where there is no Chromium, or a page does not come to an end
 * @example await takeScreenshots({ url: preview.url, dashboards: ['sales'], out: 'pictures', themes: ['light'], width: 1280, scale: 1 })
 */
export async function takeScreenshots(options: ScreenshotOptions): Promise<Screenshot[]> {
  return withChromium((browser) => screenshotsIn(browser, options))
}

/** Runs something with a Chromium; its driver takes a moment to load, which no other command should wait for. */
export async function withChromium<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const { launchChromium } = await import('./launch-chromium.ts')
  const browser = await launchChromium()
  try {
    return await use(browser)
  } finally {
    await browser.close()
  }
}

/** Takes the pictures with a Chromium that is running. */
export async function screenshotsIn(browser: Browser, options: ScreenshotOptions): Promise<Screenshot[]> {
  const taken: Screenshot[] = []
  for (const dashboard of options.dashboards) {
    for (const theme of options.themes) {
      options.onStep?.(`Taking a picture of ${dashboard}`)
      const name = options.themes.length > 1 ? `${dashboard}-${theme}.png` : `${dashboard}.png`
      const file = join(options.out, name)
      const parameters = new URLSearchParams({ ...options.parameters, theme, refresh: '' })
      const address = `${options.url}/d/${encodeURIComponent(dashboard)}?${parameters}`
      const { picture, failed } = await pictureOf(browser, address, options)
      await writeWhole(file, picture)
      taken.push({ dashboard, theme, file, failed })
    }
  }
  return taken
}

const patience = 60_000

async function pictureOf(
  browser: Browser,
  address: string,
  { width, scale }: ScreenshotOptions,
): Promise<{ readonly picture: Buffer; readonly failed: string[] }> {
  const page = await browser.newPage({
    viewport: { width, height: 800 },
    deviceScaleFactor: scale,
    timezoneId: 'UTC',
  })
  try {
    await page.goto(address)
    await untilReady(page, address)
    const [problem] = await page.locator('.page-problem p').allTextContents()
    if (problem !== undefined)
      throw new SightlineError({
        code: 'dashboard-not-shown',
        what: `The dashboard is not shown: ${problem}`,
        value: address,
        next: 'Choose other values with --var, --from and --to.',
      })
    const height = await page.evaluate('document.documentElement.scrollHeight')
    if (typeof height === 'number') await page.setViewportSize({ width, height: Math.max(600, height) })
    await page.evaluate('document.fonts.ready')
    await untilReady(page, address)
    const failed = await page.locator('.panel[data-result=error] h3').allTextContents()
    return { picture: await page.screenshot({ fullPage: true, animations: 'disabled' }), failed }
  } finally {
    await page.close()
  }
}

async function untilReady(page: Page, address: string): Promise<void> {
  try {
    await page.waitForSelector('html[data-state=ready]', { timeout: patience, state: 'attached' })
  } catch (cause) {
    throw new SightlineError(
      {
        code: 'dashboard-not-loaded',
        what: 'The dashboard did not finish loading within a minute.',
        value: address,
        next: 'Open it with `sightline preview` and look for the query that takes so long.',
      },
      { cause },
    )
  }
}

/** Writes a file, and its folder, such that nobody ever sees half of it. */
export async function writeWhole(file: string, content: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true }).catch((cause: Error) => {
    const next = 'Choose a folder that you may write to with --out.'
    throw new SightlineError(
      {
        code: 'pictures-not-written',
        what: `The pictures cannot be written: ${cause.message}.`,
        value: dirname(file),
        next,
      },
      { cause },
    )
  })
  const partial = `${file}.${process.pid}.partial`
  await writeFile(partial, content)
  await rename(partial, file)
}
