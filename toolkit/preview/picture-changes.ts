import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PreviewContent } from './preview-content.ts'
import { type PreviewOptions, startPreview } from './start-preview.ts'
import { type Screenshot, takeScreenshots, writeWhole } from './take-screenshots.ts'

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
  const { before, after, out, onStep = () => {} } = options
  const dashboards = options.dashboards ?? changedDashboards(before.content, after.content)
  if (dashboards.length === 0) return []
  const folder = await mkdtemp(join(tmpdir(), 'sightline-pictures-'))
  try {
    const pictures = new Map<string, Record<'before' | 'after', string>>()
    for (const [side, shown] of [['before', before] as const, ['after', after] as const]) {
      for (const { dashboard, file } of await pictureSide(shown, join(folder, side), dashboards, options)) {
        const known = pictures.get(dashboard) ?? { before: '', after: '' }
        pictures.set(dashboard, { ...known, [side]: file })
      }
    }
    onStep('Putting the pictures side by side')
    return await joinPictures(pictures, out, options.theme ?? 'light')
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
    return await takeScreenshots({ url: preview.url, dashboards, out, ...looks, onStep })
  } finally {
    await preview.stop()
  }
}

async function joinPictures(
  pictures: ReadonlyMap<string, Record<'before' | 'after', string>>,
  out: string,
  theme: 'light' | 'dark',
): Promise<ChangedPicture[]> {
  const { launchChromium } = await import('./launch-chromium.ts')
  const browser = await launchChromium()
  try {
    const joined: ChangedPicture[] = []
    for (const [dashboard, { before, after }] of pictures) {
      const page = await browser.newPage({ viewport: { width: 2 * width + 3 * gap, height: 400 } })
      await page.setContent(await sheet(before, after, theme))
      const file = join(out, `${dashboard}.png`)
      await writeWhole(file, await page.screenshot({ fullPage: true }))
      await page.close()
      joined.push({ dashboard, file })
    }
    return joined
  } finally {
    await browser.close()
  }
}

async function sheet(before: string, after: string, theme: 'light' | 'dark'): Promise<string> {
  const [ground, text] = theme === 'dark' ? ['#0f1116', '#e6e9f0'] : ['#ffffff', '#1c2330']
  const side = async (title: string, file: string) => {
    const picture =
      file === ''
        ? `<p>There is no such dashboard ${title.toLowerCase()}.</p>`
        : `<img width="${width}" src="data:image/png;base64,${(await readFile(file)).toString('base64')}">`
    return `<section><h1>${title}</h1>${picture}</section>`
  }
  const style = `body { margin: 0; padding: ${gap}px; display: flex; gap: ${gap}px; background: ${ground}; color: ${text};
    font: 16px system-ui, sans-serif } section { width: ${width}px } h1 { margin: 0 0 12px; font-size: 24px }`
  return `<style>${style}</style>${await side('Before', before)}${await side('After', after)}`
}
