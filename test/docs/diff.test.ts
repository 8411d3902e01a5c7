import { expect, it } from 'vitest'
import { codeBlocks, readDocument } from './code-blocks.ts'

it('docs/diff.md shows the report of a case that is run', () => {
  const [shown] = codeBlocks('docs/diff.md').filter(({ language }) => language === 'markdown')
  const [, expected] = /^# [^\n]*\n\n(.*)$/s.exec(
    readDocument('test/diff/expected/a-threshold-moved-over-the-value.md'),
  ) ?? ['', '']
  expect(shown?.text.trimEnd()).toBe(expected?.trimEnd())
})
