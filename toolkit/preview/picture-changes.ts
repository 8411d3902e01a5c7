import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { PreviewContent } from './preview-content.ts'
import { type PreviewOptions, startPreview } from './start-preview.ts'
import { type Screenshot, screenshotsIn, withChromium, writeWhole } from './take-screenshots.ts'

/** One side of a comparison: a release and the data that it is shown on. */
export type PicturedSide = Pick<PreviewOptions, 'content' | 'databaseUrl' | 'readerRole' | 'clock'>

export interface PictureOptions {
  readonly before: PicturedSide
  readonly after: PicturedSide
  /** The built page. */
  readonly pageFolder: string
  /** The folder for the pictures. */
  readonly out: string
  /** The uids of the dashboards; those whose JSON differs unless given. */
  readonly dashboards?: readonly string[]
  readonly theme?: 'light' | 'dark'
  /** Told what is being done. */
  readonly onStep?: (step: string) => void
}

/** A dashboard before and after, side by side. */
export interface ChangedPicture {
  readonly dashboard: string
  readonly file: string
}

/**
 * Takes pictures of dashboards before and after a change, and puts them side by side into one PNG for each.
 *
 * @throws SightlineError where there is no Chromium, or a page does not come to an end
 * @example await pictureChanges({ before: { content: await readPreviewContent('old'), databaseUrl, readerRole }, after, pageFolder, out: 'pictures' })
 */
export async function pictureChanges(options: PictureOptions): Promise<ChangedPicture[]> {
  const { before, after, onStep = () => {} } = options
  const dashboards = options.dashboards ?? changedDashboards(before.content, after.content)
  if (dashboards.length === 0) return []
  const folder = await mkdtemp(join(tmpdir(), 'sightline-pictures-'))
  try {
    return await withChromium(async (browser) => {
      const sides = { before: join(folder, 'before'), after: join(folder, 'after') }
      const olds = await pictureSide(browser, before, sides.before, dashboards, options)
      const news = await pictureSide(browser, after, sides.after, dashboards, options)
      onStep('Putting the pictures side by side')
      return joinPictures(browser, dashboards, { olds, news }, options)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The dashboards whose JSON is not the same in two releases, also those that only one of them has. */
export function changedDashboards(before: PreviewContent, after: PreviewContent): string[] {
  const texts = ({ dashboards }: PreviewContent) =>
    new Map(dashboards.map((json) => [json.uid ?? '', JSON.stringify(json)]))
  const [old, young] = [texts(before), texts(after)]
  return [...new Set([...young.keys(), ...old.keys()])].filter((uid) => old.get(uid) !== young.get(uid))
}

/** Pixels: two pictures, and what is around them. */
const width = 1100
const gap = 24

/** Pictures of those of the dashboards that a side has. */
async function pictureSide(
  browser: Browser,
  side: PicturedSide,
  out: string,
  wanted: readonly string[],
  { pageFolder, theme = 'light', onStep = () => {} }: PictureOptions,
): Promise<Screenshot[]> {
  const dashboards = wanted.filter((uid) => side.content.dashboards.some((json) => json.uid === uid))
  if (dashboards.length === 0) return []
  const preview = await startPreview({ ...side, pageFolder })
  try {
    const looks = { width, scale: 1, themes: [theme], parameters: { kiosk: '' } }
    return await screenshotsIn(browser, { url: preview.url, dashboards, out, ...looks, onStep })
  } finally {
    await preview.stop()
  }
}

async function joinPictures(
  browser: Browser,
  dashboards: readonly string[],
  { olds, news }: { readonly olds: readonly Screenshot[]; readonly news: readonly Screenshot[] },
  { out, theme = 'light' }: PictureOptions,
): Promise<ChangedPicture[]> {
  const joined: ChangedPicture[] = []
  const page = await browser.newPage({ viewport: { width: 2 * width + 3 * gap, height: 400 } })
  for (const dashboard of dashboards) {
    const [before, after] = [olds, news].map((side) => side.find((one) => one.dashboard === dashboard)?.file)
    await page.setContent(await sheet(before, after, theme))
    const file = join(out, `${dashboard}.png`)
    await writeWhole(file, await page.screenshot({ fullPage: true }))
    joined.push({ dashboard, file })
  }
  return joined
}

async function sheet(
  before: string | undefined,
  after: string | undefined,
  theme: 'light' | 'dark',
): Promise<string> {
  const [ground, text] = theme === 'dark' ? ['#0f1116', '#e6e9f0'] : ['#ffffff', '#1c2330']
  const side = async (title: string, file: string | undefined) => {
    const picture =
      file === undefined
        ? `<p>There is no such dashboard ${title.toLowerCase()}.</p>`
        : `<img width="${width}" src="data:image/png;base64,${(await readFile(file)).toString('base64')}">`
    return `<section><h1>${title}</h1>${picture}</section>`
  }
  const style = `body { margin: 0; padding: ${gap}px; display: flex; gap: ${gap}px; background: ${ground}; color: ${text};
    font: 16px system-ui, sans-serif } section { width: ${width}px } h1 { margin: 0 0 12px; font-size: 24px }`
  return `<style>${style}</style>${await side('Before', before)}${await side('After', after)}`
}
