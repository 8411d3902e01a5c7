import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { expect, test } from 'vitest'
import { repository } from '../support/run-sightline.ts'
import { codeBlocks } from './code-blocks.ts'

const definitions = ['sql', 'dashboards', 'alerts', 'reports', 'realtime', 'cache', 'sample']
const places = [...definitions, 'examples/quickstart', 'test', 'bench', 'cli', 'stacks']

/** Casts, `any` and assertions that something is not null; `as const` is none. */
function castsIn(where: string, text: string): string[] {
  const found: string[] = []
  const note = (what: string) => () => found.push(`${where}: ${what}`)
  const visitor = new Visitor({
    TSAsExpression(node) {
      const words = text.slice(node.typeAnnotation.start, node.typeAnnotation.end)
      if (words !== 'const') found.push(`${where}: as ${words}`)
    },
    TSTypeAssertion: note('a type assertion'),
    TSAnyKeyword: note('any'),
    TSNonNullExpression: note('!'),
  })
  visitor.visit(parseSync('code.ts', text).program)
  return found
}

test('no definition, example, test or command needs a cast', async () => {
  const found: string[] = []
  for (const place of places) {
    const files = await readdir(join(repository, place), { recursive: true })
    for (const file of files.filter((name) => name.endsWith('.ts') && !name.includes('node_modules')))
      found.push(...castsIn(join(place, file), await readFile(join(repository, place, file), 'utf8')))
  }
  expect(found).toEqual([])
})

test('no code of the documentation needs one', async () => {
  const documents = (await readdir(join(repository, 'docs'))).filter((name) => name.endsWith('.md'))
  const found = ['README.md', ...documents.map((name) => `docs/${name}`)].flatMap((document) =>
    codeBlocks(document)
      .filter(({ language }) => language === 'ts')
      .flatMap(({ text }) => castsIn(document, text)),
  )
  expect(found).toEqual([])
})
