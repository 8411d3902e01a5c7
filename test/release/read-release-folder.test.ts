import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  buildRelease,
  comparedRelease,
  desiredGrafana,
  desiredState,
  readReleaseFolder,
  writeRelease,
} from 'sightline/engine'
import { beforeEach, describe, expect, test } from 'vitest'
import { readRelease } from '../../toolkit/diff/read-release.ts'
import { readPreviewContent } from '../../toolkit/preview/preview-content.ts'
import { shop as liveShop } from '../realtime/shop.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { shopRelease } from './shop-release.ts'

let folder: string
beforeEach(async () => {
  folder = join(await temporaryFolder(), 'release')
  await writeRelease(shopRelease(), folder)
})

const contentOf = (path: string) => readFile(join(folder, path), 'utf8')

/** Changes the JSON of a file of the folder. */
async function edit(path: string, change: (json: Record<string, unknown>) => object): Promise<void> {
  await writeFile(join(folder, path), JSON.stringify(change(JSON.parse(await contentOf(path)))))
}

test('a release folder says what it wants of a database and of a Grafana, without the code that built it', async () => {
  const { desired, grafana } = await readReleaseFolder(folder)
  const plain = (value: object): unknown => JSON.parse(JSON.stringify(value))
  expect(desired).toEqual(plain(desiredState(shopRelease())))
  expect(grafana).toEqual(plain(desiredGrafana(shopRelease())))
})

test('a release folder has its events, live figures and caches, as what was just built is compared by', async () => {
  const release = buildRelease(liveShop)
  await writeRelease(release, folder)
  const { live } = await readRelease(folder, 'base')
  expect(live).toEqual(comparedRelease(release, 'built').live)
  expect(live?.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'event sale',
    'event sent',
    'live figure best',
    'live figure open',
    'live figure takings',
  ])
})

test('a folder that is not a release is refused by its name', async () => {
  const other = await temporaryFolder()
  await expect(readReleaseFolder(other)).rejects.toThrow(
    `This folder is not a release.\n  value: ${other}/manifest.json`,
  )
})

test.each(['', 'null', '{"name": "shop", "format": 1}', '[]', '{"format": "1"}', '{"format": null}'])(
  'a manifest that holds %o is refused',
  async (content) => {
    await writeFile(join(folder, 'manifest.json'), content)
    await expect(readReleaseFolder(folder)).rejects.toThrow('This is not a release folder.')
  },
)

describe('the version of what is written', () => {
  test('a newer one is refused by name', async () => {
    await edit('manifest.json', (manifest) => ({ ...manifest, format: 4711, more: true }))
    await expect(readReleaseFolder(folder)).rejects.toThrow(
      /This release folder was written by a newer sightline\.\n {2}value: .*manifest\.json: format 4711/,
    )
  })

  test('one from before there were formats is refused by name', async () => {
    await edit('manifest.json', ({ format: _, files: __, ...manifest }) => manifest)
    await expect(readReleaseFolder(folder)).rejects.toThrow(
      /written by an older sightline[\s\S]*Run `sightline build --out FOLDER` again/,
    )
  })

  test('one from before there were formats is upgraded where it was just built, to be compared with', async () => {
    const wanted = await readRelease(folder, 'base')
    await edit('manifest.json', ({ format: _, files: __, ...manifest }) => manifest)
    await edit('desired-state.json', ({ format: _, ...state }) => state)
    await edit('desired-grafana.json', ({ format: _, ...grafana }) => ({ ...grafana, dashboards: [] }))
    expect(await readRelease(folder, 'base', { isBuiltHere: true })).toEqual(wanted)
  })
})

describe('a folder that was changed after it was built is refused', () => {
  const changes: [string, () => Promise<void>][] = [
    ['an edited view', () => append('sql/004-view-analytics.daily_orders.sql', '-- mine')],
    ['an edited dashboard', () => append('grafana/dashboards/shop-totals.json', ' ')],
    ['an edited data source', () => append('grafana/provisioning/datasources/sightline.yaml', '# mine')],
    ['an edited state', () => edit('desired-state.json', (state) => ({ ...state, readerRole: 'postgres' }))],
    ['a missing file', () => rm(join(folder, 'desired-grafana.json'))],
    ['one more dashboard', () => writeFile(join(folder, 'grafana/dashboards/mine.json'), '{}')],
    ['another version', () => edit('manifest.json', (manifest) => ({ ...manifest, version: '9.9.9' }))],
    ['another name of an object', () => edit('manifest.json', (manifest) => ({ ...manifest, objects: [] }))],
    [
      'other columns of the sources',
      () => edit('manifest.json', (manifest) => ({ ...manifest, sources: [] })),
    ],
    [
      'another version of the same content',
      () =>
        edit('manifest.json', ({ version, ...manifest }) => ({
          ...manifest,
          version: String(version).replace(/^[^+]*/, '9.9.9'),
        })),
    ],
    ['another name', () => edit('manifest.json', (manifest) => ({ ...manifest, name: 'other' }))],
    ['a folder in the place of a file', () => folderFor('desired-grafana.json')],
  ]
  const folderFor = async (path: string) => {
    await rm(join(folder, path))
    await mkdir(join(folder, path))
  }
  const append = async (path: string, text: string) =>
    writeFile(join(folder, path), (await contentOf(path)) + text)

  test.each(changes)('%s', async (_, change) => {
    await change()
    for (const read of [readReleaseFolder, readPreviewContent, (path: string) => readRelease(path, 'base')])
      await expect(read(folder)).rejects.toThrow('This release folder was changed after it was built')
  })
})

describe('a manifest leads to no file outside of its folder', () => {
  const elsewhere = [
    '../secret',
    '/etc/hostname',
    'sql/../../secret',
    './desired-state.json',
    'sql\\..\\x',
    '..',
  ]

  test.each(elsewhere)('not by %o as a file', async (path) => {
    await writeFile(join(folder, '..', 'secret'), 'secret')
    await edit('manifest.json', (manifest) => ({ ...manifest, files: { [path]: '' } }))
    await expect(readReleaseFolder(folder)).rejects.toThrow('names a file that is not in its folder')
  })

  test.each(elsewhere)('not by %o as the file of an object', async (file) => {
    await edit('manifest.json', ({ objects, ...manifest }) => ({
      ...manifest,
      objects: Array.isArray(objects) ? objects.map((object) => ({ ...object, file })) : [],
    }))
    await expect(readReleaseFolder(folder)).rejects.toThrow('names a file that is not in its folder')
  })

  test('not by a symbolic link, of a file or of a folder', async () => {
    const outside = await temporaryFolder()
    await cp(join(folder, 'sql'), join(outside, 'sql'), { recursive: true })
    await rm(join(folder, 'sql'), { recursive: true })
    await symlink(join(outside, 'sql'), join(folder, 'sql'))
    await expect(readReleaseFolder(folder)).rejects.toThrow('names a file that is not in its folder')
  })

  test('links that stay inside are followed, as those of a mounted volume', async () => {
    await mkdir(join(folder, '..data'))
    await rename(join(folder, 'desired-state.json'), join(folder, '..data', 'desired-state.json'))
    await symlink(join('..data', 'desired-state.json'), join(folder, 'desired-state.json'))
    expect((await readReleaseFolder(folder)).desired.project).toBe('shop')
  })
})
