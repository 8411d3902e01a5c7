import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { findCycles } from './find-cycles.ts'
import { type Import, isIn, publicFiles, type SourceFile, sourceFiles } from './source-files.ts'

const files = await sourceFiles()
const projectParts = [
  'sql',
  'realtime',
  'cache',
  'reports',
  'dashboards',
  'alerts',
  'sample',
  'sightline.config.ts',
]

/** The imports of some files that are not as they should be. */
function wrongImports(from: readonly string[], isRight: (imported: Import) => boolean): string[] {
  const inside = files.filter(({ path }) => isIn(path, ...from))
  return inside.flatMap(({ path, imports }) =>
    imports.filter((imported) => !isRight(imported)).map(({ specifier }) => `${path} imports ${specifier}`),
  )
}

const isPackage = ({ target }: Import) => target === undefined
/** What definitions are written with, by its names. */
const forDefinitions = new Map(
  [...publicFiles].filter(([name, file]) => name === 'sightline' || file.startsWith('toolkit/define/')),
)
const beside = new Set(['sightline/sample', 'sightline/realtime', 'sightline/cache'])
const isForDefinitions = ({ specifier }: Import) => forDefinitions.has(specifier) || beside.has(specifier)
const isPublic = ({ specifier }: Import) => publicFiles.has(specifier)
const lies = ({ target, specifier }: Import, ...places: string[]) =>
  specifier.startsWith('.') && target !== undefined && isIn(target, ...places)

describe('who may import what', () => {
  test('the definitions use what is for definitions, the Grafana SDK and each other', () => {
    const isAllowed = (imported: Import) =>
      isForDefinitions(imported) ||
      imported.specifier.startsWith('@grafana/grafana-foundation-sdk/') ||
      lies(imported, ...projectParts, 'package.json')
    expect(wrongImports(projectParts, isAllowed)).toEqual([])
  })

  test('the toolkit knows nothing of what is built on it', () => {
    expect(wrongImports(['toolkit'], (imported) => isPackage(imported) || lies(imported, 'toolkit'))).toEqual(
      [],
    )
  })

  test('one place opens connections, so that every session has the same settings', async () => {
    const connecting = files.filter(
      ({ path }) => isIn(path, 'toolkit', 'cli') && !isIn(path, ...publicFiles.values()),
    )
    const texts = await Promise.all(
      connecting.map(async ({ path }) => ({
        path,
        text: await readFile(new URL(`../../${path}`, import.meta.url), 'utf8'),
      })),
    )
    const opening = texts.filter(({ text }) => /new pg\.(?:Client|Pool)|\bcreateClient\(/.test(text))
    expect(opening.map(({ path }) => path)).toEqual([
      'toolkit/postgres/client.ts',
      'toolkit/postgres/session.ts',
    ])
  })

  test('the rooms of the toolkit point one way, and docs/architecture.md shows them', async () => {
    const architecture = await readFile(new URL('../../docs/architecture.md', import.meta.url), 'utf8')
    const shown = /```text rooms\n(.*?)```/s.exec(architecture)?.[1] ?? ''
    const layers = shown.trim().split('\n').reverse()
    const order = layers.flatMap((line) => line.split('·').map((room) => room.trim().split(' ')[0] ?? ''))
    const roomOf = (path: string) => path.split('/')[1] ?? ''
    const inRooms = files.filter(({ path }) => isIn(path, 'toolkit') && path.split('/').length > 2)
    expect(new Set(inRooms.map(({ path }) => roomOf(path)))).toEqual(new Set(order))
    const upward = inRooms.flatMap(({ path, imports }) =>
      imports.flatMap(({ target }) => {
        if (target === undefined || !isIn(target, 'toolkit')) return []
        const isUpward = order.indexOf(roomOf(target)) > order.indexOf(roomOf(path))
        return isUpward ? [`${path} imports ${target}`] : []
      }),
    )
    expect(upward).toEqual([])
  })

  test('the command line uses the public surface of the toolkit', () => {
    const isAllowed = (imported: Import) =>
      isPublic(imported) || isPackage(imported) || lies(imported, 'cli', 'package.json')
    expect(wrongImports(['cli'], isAllowed)).toEqual([])
  })

  test('the stacks use the public surface of the toolkit, and the definitions of this project', () => {
    const isAllowed = (imported: Import) =>
      isPublic(imported) || isPackage(imported) || lies(imported, 'stacks', 'sightline.config.ts')
    expect(wrongImports(['stacks'], isAllowed)).toEqual([])
    const constructs = (imported: Import) =>
      isPackage(imported) || isPublic(imported) || lies(imported, 'stacks')
    expect(wrongImports(['stacks/constructs', 'stacks/grafana'], constructs)).toEqual([])
  })

  test('the page of the preview uses what of the toolkit runs in a browser, and no more', () => {
    const isAllowed = (imported: Import) =>
      isPackage(imported) ||
      lies(imported, 'preview', 'toolkit/preview/api.ts', 'toolkit/drawing', 'toolkit/grafana/model')
    expect(wrongImports(['preview'], isAllowed)).toEqual([])
  })

  test('the model of Grafana runs in a browser: it knows itself, errors and packages', () => {
    const isAllowed = (imported: Import) =>
      (isPackage(imported) && !imported.specifier.startsWith('node:')) ||
      lies(
        imported,
        'toolkit/grafana/model',
        'toolkit/foundation/sightline-error.ts',
        'toolkit/foundation/unreachable.ts',
      )
    expect(wrongImports(['toolkit/grafana/model'], isAllowed)).toEqual([])
  })

  test('what is drawn on a page is drawn in a document: it knows itself, the model of Grafana and packages', () => {
    const isAllowed = (imported: Import) =>
      (isPackage(imported) && !imported.specifier.startsWith('node:')) ||
      lies(imported, 'toolkit/drawing', 'toolkit/grafana/model')
    expect(wrongImports(['toolkit/drawing'], isAllowed)).toEqual([])
  })

  test('what definitions import is definitions and Kysely, and nothing public has a second place', () => {
    const listed = files.filter(({ path }) => isIn(path, ...forDefinitions.values()))
    const others = listed.flatMap(({ imports }) =>
      imports.filter((imported) => imported.specifier !== 'kysely' && !lies(imported, 'toolkit/define')),
    )
    expect(others).toEqual([])
    const { 'sightline/sample': _, ...one } = Object.fromEntries(publicFiles)
    const names = Object.values(one).flatMap(exportedNames)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test('the quickstart uses what is for definitions alone', () => {
    expect(
      wrongImports(['examples'], (imported) => isForDefinitions(imported) || lies(imported, 'examples')),
    ).toEqual([])
  })

  test('CDK for Terraform stays in stacks/', () => {
    const users = files.filter(({ imports }) =>
      imports.some(({ specifier }) => /^(@?cdktf|constructs)(\/|$)/.test(specifier)),
    )
    expect(users.map(({ path }) => path).filter((path) => !isIn(path, 'stacks', 'test/stacks'))).toEqual([])
  })

  test('the package depends on all that its code imports', () => {
    const shipped = files.filter(({ path }) => isIn(path, 'toolkit', 'cli', 'stacks'))
    const specifiers = shipped.flatMap(({ imports }) => imports.filter(isPackage)).map(packageName)
    const imported = new Set(specifiers.filter((name) => !name.startsWith('node:')))
    const { dependencies, optionalDependencies, peerDependencies } = packageJson
    const installed = new Set(Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
    expect([...imported].filter((name) => !installed.has(name))).toEqual([])
  })
})

test('no files import each other in a circle, not even for types', () => {
  const places = ['toolkit', 'preview', 'cli', 'bench', 'stacks', 'examples', ...projectParts]
  const inside = files.filter(({ path }) => isIn(path, ...places))
  expect(findCycles(new Map(inside.map((file) => [file.path, targetsOf(file)])))).toEqual([])
})

test('every file of the toolkit is in use', () => {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const open = files.filter(({ path }) => isIn(path, ...publicFiles.values(), 'cli', 'bench', 'test'))
  const reached = new Set(open)
  for (const file of reached) {
    for (const target of targetsOf(file)) {
      const next = byPath.get(target)
      if (next) reached.add(next)
    }
  }
  const dead = files.filter((file) => isIn(file.path, 'toolkit') && !reached.has(file))
  expect(dead.map(({ path }) => path)).toEqual([])
})

function exportedNames(path: string): string[] {
  const exports = files.find((file) => file.path === path)?.parsed.module.staticExports ?? []
  return exports.flatMap(({ entries }) => entries.flatMap(({ exportName }) => exportName.name ?? []))
}

function targetsOf({ imports }: SourceFile): string[] {
  return imports.flatMap(({ target }) => target ?? [])
}

function packageName({ specifier }: Import): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
