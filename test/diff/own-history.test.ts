import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownRepository } from '../support/git-repository.ts'
import { runProgram } from '../support/run-sightline.ts'

test('a pull request to this project shows what its change means, by the code of either side', async () => {
  const own = await ownRepository()
  const view = 'sql/views/mrr-calculation.ts'
  const text = readFileSync(join(own.folder, view), 'utf8')
  const changed = text.replace(
    "eb(base, '+', overage).as('total_mrr')",
    "eb(base, '-', overage).as('total_mrr')",
  )
  expect(changed).not.toBe(text)
  own.git('checkout', '--quiet', '-b', 'change')
  own.write(view, changed)
  own.commit('Another formula')
  const program = join(own.folder, 'bin/sightline.mjs')
  const { code, stdout, stderr } = await runProgram([program, 'diff', '--format', 'markdown'], own.folder, {
    GITHUB_BASE_REF: '',
  })
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(
    /^\*\*Changes numbers: \d numbers change; \d views? ha(?:s|ve) other rows; \d SQL changes?\.\*\*/,
  )
  expect(stdout).toMatch(
    /\| panel `ytempire-executive\/MRR` \| \$[\d.]+K? \| \$[\d.]+K? \| [−-]\$[\d.]+K? \(−[\d.]+ %\) \|/,
  )
  expect(stdout).toContain('panel `ytempire-executive/MRR Growth`')
  expect(stdout).toContain('- view `analytics.mrr_calculation` replaced')
  expect(stdout.length).toBeLessThan(60_000)
}, 240_000)
