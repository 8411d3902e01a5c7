import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCodes } from 'sightline/engine'
import { expect, it } from 'vitest'
import { isIn, repositoryFiles } from '../architecture/source-files.ts'
import { repository } from '../support/run-sightline.ts'
import { readDocument } from './code-blocks.ts'

const rows = [...readDocument('docs/errors.md').matchAll(/^\| `(.+?)` \| (.+?) \| (.+?) \|$/gm)]

it('docs/errors.md has every code, with its meaning in the words of the code itself', () => {
  expect(rows.map(([, code, meaning]) => [code, meaning])).toEqual(Object.entries(errorCodes))
})

it('a code is words with hyphens, and has a meaning of its own, in one sentence', () => {
  const meanings = Object.values(errorCodes)
  expect(Object.keys(errorCodes).filter((code) => !/^[a-z]+(-[a-z]+)+$/.test(code))).toEqual([])
  expect(meanings.filter((meaning) => !/^[^.]+( [^.]*\S\.[^. ]\S*[^.]*)?\.$/.test(meaning))).toEqual([])
  expect(new Set(meanings).size).toBe(meanings.length)
})

it('every code is one that an error can have', async () => {
  const paths = (await repositoryFiles()).filter(
    (path) =>
      /\.ts$/.test(path) && isIn(path, 'toolkit', 'cli', 'stacks') && !path.endsWith('error-codes.ts'),
  )
  const source = paths.map((path) => readFileSync(join(repository, path), 'utf8')).join('\n')
  expect(Object.keys(errorCodes).filter((code) => !source.includes(`'${code}'`))).toEqual([])
})
