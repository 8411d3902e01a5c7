import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { takeScreenshots } from 'sightline/engine'
import { expect, test } from 'vitest'
import { findChromium } from '../../toolkit/preview/find-chromium.ts'
import { testPreview } from '../support/preview.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { oddProject } from './odd-project.ts'

const preview = await testPreview(oddProject)
const out = join(await temporaryFolder(), 'pictures')

/** The size of a picture, which stands in the first bytes of a PNG. */
async function sizeOf(file: string): Promise<{ width: number; height: number }> {
  const bytes = await readFile(file)
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

test('a picture holds a whole dashboard in each theme', async () => {
  const options = { url: preview.url, dashboards: ['small'], out, width: 1000, scale: 1 }
  const taken = await takeScreenshots({ ...options, themes: ['light', 'dark'] })
  expect(taken).toEqual([
    { dashboard: 'small', theme: 'light', file: join(out, 'small-light.png'), failed: [] },
    { dashboard: 'small', theme: 'dark', file: join(out, 'small-dark.png'), failed: [] },
  ])
  for (const { file } of taken) {
    const { width, height } = await sizeOf(file)
    expect(width).toBe(1000)
    expect(height).toBeGreaterThanOrEqual(600)
  }
})

test('a picture of a dashboard that is not shown is not taken, and panels that fail are named', async () => {
  const options = {
    url: preview.url,
    dashboards: ['odd'],
    out,
    themes: ['light'],
    width: 1000,
    scale: 1,
  } as const
  expect(await takeScreenshots(options)).toMatchObject([{ failed: ['Broken'] }])
  await expect(takeScreenshots({ ...options, parameters: { 'var-column': 'secret' } })).rejects.toThrow(
    /does not have this value.*--var/s,
  )
})

test('a machine without a Chromium is told what to do', () => {
  expect(() => findChromium({ PATH: '' })).toThrow(/There is no Chromium on this machine.*CHROME_PATH/s)
  expect(() => findChromium({ CHROME_PATH: '/nowhere/chrome' })).toThrow(
    /CHROME_PATH names no program.*nowhere/s,
  )
})

test('a Chromium is found by CHROME_PATH first, and then on the PATH', () => {
  const found = findChromium()
  expect(findChromium({ CHROME_PATH: process.execPath })).toBe(process.execPath)
  expect(found).toMatch(/chrom/)
})
