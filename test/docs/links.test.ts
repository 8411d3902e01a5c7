import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { repository } from '../support/run-sightline.ts'
import { documents, readDocument } from './code-blocks.ts'

it.each(documents)('the relative links of %s lead to files', (document) => {
  const text = readDocument(document).replace(/^```.*?^```$/gms, '')
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace(/#.*$/, ''))
  const relative = targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target))
  expect(relative.filter((target) => !existsSync(join(repository, dirname(document), target)))).toEqual([])
})

it.each(documents)('the files and folders that %s names exist', (document) => {
  const named = [
    ...readDocument(document).matchAll(/`((?:test|toolkit|docs|sql|alerts|dashboards|cli)\/[\w./-]*)`/g),
  ]
  const paths = named.map(([, path = '']) => path)
  expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([])
})

it('docs/decisions/README.md lists every decision', () => {
  const listed = [...readDocument('docs/decisions/README.md').matchAll(/\]\((.+\.md)\)/g)].map(
    ([, file]) => file,
  )
  const written = documents.flatMap((path) => /^docs\/decisions\/(\d.*)/.exec(path)?.[1] ?? [])
  expect(listed).toEqual(written.sort())
})
