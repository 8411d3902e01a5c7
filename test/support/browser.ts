import type { Page } from 'playwright-core'
import { launchChromium } from '../../toolkit/preview/launch-chromium.ts'
import { releaseLater } from './resources.ts'

/** A page of a headless Chromium for a test file, which it takes from address to address; an error in it fails the test. */
export async function testPage(): Promise<{ readonly page: Page; open(url: string): Promise<Page> }> {
  const browser = await launchChromium()
  releaseLater(() => browser.close())
  const page = await browser.newPage({ viewport: desktop, timezoneId: 'Asia/Tokyo', colorScheme: 'dark' })
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => {
    throw error
  })
  const open = async (url: string) => {
    await page.setViewportSize(desktop)
    await page.goto(url)
    await untilReady(page)
    return page
  }
  return { page, open }
}

export const desktop = { width: 1280, height: 800 }
export const phone = { width: 390, height: 844 }

/** Waits until a page of the preview has everything that it asked for. */
export async function untilReady(page: Page): Promise<void> {
  await page.waitForSelector('html[data-state=ready]', { state: 'attached' })
}
