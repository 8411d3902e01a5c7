import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MemberExpression, Visitor } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import { repository } from '../support/run-sightline.ts'
import { isIn, repositoryFiles, type SourceFile, sourceFiles } from './source-files.ts'

const files = await sourceFiles()
const sources = files.filter(({ path }) => !isIn(path, 'test'))
const tests = files.filter(({ path }) => isIn(path, 'test'))

describe('the sources', () => {
  test('parse without an error', () => {
    expect(files.filter(({ parsed }) => parsed.errors.length > 0).map(({ path }) => path)).toEqual([])
  })

  test('stay within 400 lines a file', () => {
    const long = files.filter(
      ({ path, text }) => !isIn(path, 'test/golden') && text.trimEnd().split('\n').length > 400,
    )
    expect(long.map(({ path }) => path)).toEqual([])
  })

  test('never use the type any', () => {
    const found = sources.flatMap((file) => {
      const places: string[] = []
      new Visitor({ TSAnyKeyword: ({ start }) => places.push(placeOf(file, start)) }).visit(
        file.parsed.program,
      )
      return places
    })
    expect(found).toEqual([])
  })

  test('never silence the compiler', () => {
    expect(commentsWith(/@ts-(ignore|nocheck|expect-error)/, sources)).toEqual([])
  })

  test('leave nothing to be done later', () => {
    expect(commentsWith(/\b(TODO|FIXME|XXX|HACK)\b/, files)).toEqual([])
  })
})

test('no test is left out but the deploys where Terraform is not there, which the run says', () => {
  const found = tests.flatMap((file) => {
    const places: string[] = []
    new Visitor({
      MemberExpression: (node) => {
        if (leavesOut(node)) places.push(placeOf(file, node.start))
      },
    }).visit(file.parsed.program)
    return places
  })
  expect(found.map((place) => place.replace(/:\d+$/, ''))).toEqual(['test/stacks/deploy.test.ts'])
})

test('no file tells where it was written: no registry, no folder of a machine', async () => {
  const hosts = /\bregistry\.[\w-]+\.[a-z]{2,}|\b(npmjs|yarnpkg|jfrog|artifactory|verdaccio)\.[a-z]{2,}\b/i
  const folders = /(?<![\w.~-])\/(work|root|home|Users|workspaces?|builds)\//
  const found = (await repositoryFiles()).map(async (path) => {
    const text = await readFile(join(repository, path), 'utf8')
    const [match] = hosts.exec(text) ?? folders.exec(text) ?? []
    return match === undefined ? [] : `${path}: ${match}`
  })
  expect((await Promise.all(found)).flat()).toEqual([])
})

/** Whether this is `test.skip`, `describe.only` or the like, behind `concurrent` too. */
function leavesOut(node: MemberExpression): boolean {
  const { object, property } = node
  if (property.type !== 'Identifier' || !/^(skip|only|todo|skipIf|runIf|fails)$/.test(property.name))
    return false
  const root = object.type === 'MemberExpression' ? object.object : object
  return root.type === 'Identifier' && /^(test|it|describe|suite)$/.test(root.name)
}

function commentsWith(pattern: RegExp, among: readonly SourceFile[]): string[] {
  return among.flatMap((file) =>
    file.parsed.comments.filter(({ value }) => pattern.test(value)).map(({ start }) => placeOf(file, start)),
  )
}

function placeOf({ path, text }: SourceFile, offset: number): string {
  return `${path}:${text.slice(0, offset).split('\n').length}`
}
