import { rules } from 'sightline/engine'
import { expect, it } from 'vitest'
import { readDocument } from './code-blocks.ts'

it('docs/check.md has every rule, in the words of the rule itself', () => {
  const rows = readDocument('docs/check.md').matchAll(/^\| `(.+?)` \| (.*) \|$/gm)
  expect([...rows].map(([, name, description]) => ({ name, description }))).toEqual(
    rules.map(({ name, description }) => ({ name, description: description.replaceAll('|', '\\|') })),
  )
})
