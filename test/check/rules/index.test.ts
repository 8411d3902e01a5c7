import { readdir } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { rules } from '../../../toolkit/check/rules/index.ts'

const names = rules.map(({ name }) => name)

it('lists the rules by name, each once and each with a sentence', () => {
  expect(names).toEqual([...new Set(names)].sort())
  for (const { description } of rules) expect(description).toMatch(/^\S.*\.$/)
})

it('has a file and a test for each rule', async () => {
  const files = await readdir(new URL('../../../toolkit/check/rules', import.meta.url))
  const tests = await readdir(new URL('.', import.meta.url))
  expect(files).toEqual(expect.arrayContaining(names.map((name) => `${name}.ts`)))
  expect(tests).toEqual(expect.arrayContaining(names.map((name) => `${name}.test.ts`)))
})
