import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIntoFolder, writeRelease } from 'sightline/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { releaseFolderFiles } from '../../toolkit/release/release-folder-files.ts'
import { shopSql } from '../define/shop.ts'
import { pageView, viewsPerHour } from '../define/stream.ts'
import { projectOf, releaseOf, shopDashboard, shopRelease } from './shop-release.ts'

let parent = ''

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sightline-release-'))
})

afterEach(() => rm(parent, { recursive: true, force: true }))

/** Every file below a folder with its content. */
async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return Object.fromEntries(
    files.map((file, index) => [file.slice(folder.length + 1), contents[index] ?? '']),
  )
}

const expected = (release: ReturnType<typeof shopRelease>) =>
  Object.fromEntries(releaseFolderFiles(release).map(({ path, content }) => [path, content]))

describe('writing a release', () => {
  it('makes the folder and writes every file into it', async () => {
    const folder = join(parent, 'a', 'b')
    await writeRelease(shopRelease(), folder)
    expect(await filesIn(folder)).toEqual(expected(shopRelease()))
    expect(await readdir(join(parent, 'a'))).toEqual(['b'])
  })

  it('fills an empty folder', async () => {
    const folder = join(parent, 'out')
    await mkdir(folder)
    await writeRelease(shopRelease(), folder)
    expect(await filesIn(folder)).toEqual(expected(shopRelease()))
  })

  it('replaces an earlier release and leaves nothing of it, nor anything beside it', async () => {
    const folder = join(parent, 'out')
    await writeRelease(shopRelease(), folder)
    const smaller = releaseOf(shopSql.slice(0, 3))
    await writeRelease(smaller, folder)
    expect(await filesIn(folder)).toEqual(expected(smaller))
    expect(await readdir(parent)).toEqual(['out'])
  })

  it('writes the same bytes again', async () => {
    await writeRelease(shopRelease(), join(parent, 'one'))
    await writeRelease(shopRelease(), join(parent, 'two'))
    expect(await filesIn(join(parent, 'one'))).toEqual(await filesIn(join(parent, 'two')))
  })
})

describe('building a project into a folder', () => {
  it('writes the files of its release, whose dashboards can still be read', async () => {
    const folder = join(parent, 'out')
    const release = await buildIntoFolder(projectOf([...shopSql, shopDashboard]), folder)
    expect(await filesIn(folder)).toEqual(expected(shopRelease()))
    expect(release.files.map(({ content }) => content)).toEqual(
      shopRelease().files.map(({ content }) => content),
    )
  })

  it('replaces what was built there, whatever kinds it has', async () => {
    const folder = join(parent, 'out')
    await buildIntoFolder(projectOf([pageView, viewsPerHour]), folder)
    await buildIntoFolder(projectOf([...shopSql, shopDashboard]), folder)
    expect(await filesIn(folder)).toEqual(expected(shopRelease()))
  })

  it('writes each of many dashboards with its own text, longer and shorter ones in turn', async () => {
    const definitions = Array.from({ length: 60 }, (_, index) => ({
      ...shopDashboard,
      uid: `shop-${index}`,
      name: `shop-${index}`,
      description: '€ Zürich 東京 '.repeat((index * 37) % 400),
    }))
    await buildIntoFolder(projectOf([...shopSql, ...definitions]), join(parent, 'out'))
    expect(await filesIn(join(parent, 'out'))).toEqual(expected(releaseOf([...shopSql, ...definitions])))
  })

  it('leaves the earlier release as it was, and nothing beside it, where a definition is wrong', async () => {
    const folder = join(parent, 'out')
    await buildIntoFolder(projectOf([...shopSql, shopDashboard]), folder)
    const wrong = () => buildIntoFolder(projectOf([...shopSql, shopDashboard, { ...shopDashboard }]), folder)
    await expect(wrong).rejects.toThrow('shop-totals')
    const late = { ...shopDashboard, uid: 'SHOP-totals', name: 'SHOP-totals' }
    await expect(buildIntoFolder(projectOf([...shopSql, shopDashboard, late]), folder)).rejects.toThrow(
      'would be written to one file',
    )
    expect(await filesIn(folder)).toEqual(expected(shopRelease()))
    expect(await readdir(parent)).toEqual(['out'])
  })
})

describe('writing a release beside', () => {
  it('a link to the folder replaces what the link leads to', async () => {
    await writeRelease(shopRelease(), join(parent, 'real'))
    await symlink(join(parent, 'real'), join(parent, 'link'))
    await writeRelease(shopRelease(), join(parent, 'link'))
    expect((await lstat(join(parent, 'link'))).isSymbolicLink()).toBe(true)
    expect(await filesIn(join(parent, 'real'))).toEqual(expected(shopRelease()))
  })

  it('what a killed build left removes it', async () => {
    await mkdir(join(parent, '.out-999999999-0000'))
    await writeRelease(shopRelease(), join(parent, 'out'))
    expect(await readdir(parent)).toEqual(['out'])
  })
})

describe('writing a release is refused', () => {
  it('where the folder holds other files, which stay', async () => {
    await writeFile(join(parent, 'thesis.txt'), 'ten years')
    await expect(writeRelease(shopRelease(), parent)).rejects.toThrow(
      'The output folder holds files that are not a release, and they would be lost.',
    )
    expect(await filesIn(parent)).toEqual({ 'thesis.txt': 'ten years' })
  })

  it("where a manifest stands among other files, or is another program's", async () => {
    await writeFile(join(parent, 'manifest.json'), '{}')
    await expect(writeRelease(shopRelease(), parent)).rejects.toThrow('not a release')
    await writeRelease(shopRelease(), join(parent, 'out'))
    await writeFile(join(parent, 'out', 'notes.txt'), 'mine')
    await expect(writeRelease(shopRelease(), join(parent, 'out'))).rejects.toThrow('not a release')
    expect(await readFile(join(parent, 'out', 'notes.txt'), 'utf8')).toBe('mine')
  })

  it('where a file stands in the way', async () => {
    const file = join(parent, 'out')
    await writeFile(file, 'a file')
    await expect(writeRelease(shopRelease(), file)).rejects.toThrow('The release cannot be written: ENOTDIR')
    expect(await filesIn(parent)).toEqual({ out: 'a file' })
  })

  it('where a file system makes no folders', async () => {
    await expect(writeRelease(shopRelease(), '/proc/release')).rejects.toThrow('cannot be written')
  })

  it('below a file', async () => {
    await writeFile(join(parent, 'file'), '')
    const error = await writeRelease(shopRelease(), join(parent, 'file', 'out')).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({
      name: 'SightlineError',
      problem: {
        value: join(parent, 'file', 'out'),
        next: 'Choose a folder that you may write to with --out.',
      },
      cause: { code: 'ENOTDIR' },
    })
    expect(await readdir(parent)).toEqual(['file'])
  })
})

describe('a release that fails half way', () => {
  /** A path whose parent is a file of the same release cannot be written. */
  function broken() {
    const release = shopRelease()
    const files = [...release.files, { path: 'manifest.json/impossible', content: '', hash: '' }]
    return { ...release, files }
  }

  it('leaves nothing behind, whether other files were being written or not', async () => {
    const folders = Array.from({ length: 20 }, (_, index) => ({
      path: `sql/${index}`,
      content: '',
      hash: '',
    }))
    const files = folders.map(({ path }) => ({
      path: `${path}/below.sql`,
      content: 'x'.repeat(99),
      hash: '',
    }))
    const inTheWay = { ...shopRelease(), files: [...files, ...folders] }
    await expect(writeRelease(inTheWay, join(parent, 'out'))).rejects.toThrow('The release cannot be written')
    await expect(writeRelease(broken(), join(parent, 'out'))).rejects.toThrow('The release cannot be written')
    expect(await readdir(parent)).toEqual([])
  })

  it('leaves the earlier release as it was', async () => {
    const folder = join(parent, 'out')
    await writeRelease(shopRelease(), folder)
    await expect(writeRelease(broken(), folder)).rejects.toThrow('The release cannot be written')
    expect(await filesIn(folder)).toEqual(expected(shopRelease()))
    expect(await readdir(parent)).toEqual(['out'])
  })
})
