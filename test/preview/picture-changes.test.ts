import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pictureChanges, previewContent, readPreviewContent, writeRelease } from 'sightline/engine'
import { expect, test } from 'vitest'
import { previewPage } from '../../cli/preview-page.ts'
import { testPreview } from '../support/preview.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { oddProject } from './odd-project.ts'

const { release, databaseUrl } = await testPreview(oddProject)
const folder = await temporaryFolder()
await writeRelease(release, folder)

test('a release folder shows the same as the release that it was written from', async () => {
  const { sites: _, ...built } = previewContent(release)
  expect(await readPreviewContent(folder)).toEqual({ ...built, sites: new Map() })
})

test('a folder that is no release is refused', async () => {
  await expect(readPreviewContent(join(folder, 'sql'))).rejects.toThrow('This folder is not a release.')
})

test('a changed dashboard is pictured before and after, side by side, and the others are not', async () => {
  const content = await readPreviewContent(folder)
  const dashboards = content.dashboards.map((json) => (json.uid === 'small' ? { ...json, panels: [] } : json))
  const common = { databaseUrl, readerRole: release.project.readerRole }
  const out = join(folder, 'pictures')
  const before = {
    content: { ...content, dashboards: content.dashboards.filter(({ uid }) => uid !== 'small') },
    ...common,
  }
  const after = { content: { ...content, dashboards }, ...common }
  const pageFolder = await previewPage(() => {})
  const changed = await pictureChanges({ before, after, pageFolder, out })
  expect(changed).toEqual([{ dashboard: 'small', file: join(out, 'small.png') }])
  const bytes = await readFile(join(out, 'small.png'))
  expect(bytes.readUInt32BE(16)).toBe(2272)
  expect(await pictureChanges({ before: after, after, pageFolder, out })).toEqual([])
})
