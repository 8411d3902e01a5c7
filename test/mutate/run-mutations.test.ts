import { buildRelease, runMutations } from 'sightline/engine'
import { type Proofs, proofs } from 'sightline/proofs'
import { expect, it } from 'vitest'
import { loadProofs } from '../../cli/proof-files.ts'
import project from '../../sightline.config.ts'
import ltvProofs from '../../sql/views/ltv-calculation.proof.ts'
import { ltvCalculation } from '../../sql/views/ltv-calculation.ts'
import { proverOfRelease } from '../support/prover.ts'
import { repository, runSightline } from '../support/run-sightline.ts'

const { context } = await proverOfRelease(buildRelease(project))
const files = (await loadProofs(repository)).map((file) => file.proofs)

const mutate = (pattern: string, own: readonly Proofs[] = files) => runMutations(context, own, { pattern })

it.each(['ltv', 'High Error Rate', 'Quota', 'Failures'])(
  'each small change of %s is noticed by a proof, or listed with the reason why none can',
  async (pattern) => {
    const { mutations, stale } = await mutate(pattern)
    expect(mutations.length).toBeGreaterThan(5)
    expect(mutations.filter(({ outcome }) => outcome === 'unnoticed')).toEqual([])
    expect(stale).toEqual([])
  },
  60_000,
)

it('a change that no proof notices is shown with the place of the definition and its line', async () => {
  const { 'without users there is no cohort': only } = ltvProofs.cases
  const few = proofs({ now: ltvProofs.now }, only ? { only } : {})
  const { mutations } = await mutate('ltv', [few])
  const unnoticed = mutations.filter(({ outcome }) => outcome === 'unnoticed')
  expect(unnoticed.length).toBeGreaterThan(15)
  expect(unnoticed).toContainEqual({
    definition: 'analytics.ltv_calculation',
    where: expect.stringMatching(/^sql\/views\/ltv-calculation\.ts:\d+$/),
    kind: 'aggregate',
    change: expect.stringContaining('sum(amount) → '),
    line: expect.any(Number),
    outcome: 'unnoticed',
    because: undefined,
  })
})

it('a change that is listed as equivalent and is none is shown', async () => {
  const listed = proofs(
    { now: ltvProofs.now, equivalent: [{ of: ltvCalculation, change: 'a → b', reason: 'It is said so.' }] },
    ltvProofs.cases,
  )
  const { stale } = await mutate('ltv', [listed])
  expect(stale).toEqual([{ definition: 'analytics.ltv_calculation', change: 'a → b' }])
})

it('the command counts the changes, and ends with 0 where all are noticed', async () => {
  const { code, stdout, stderr } = await runSightline(['mutate', 'quota critical'])
  expect(code, stderr).toBe(0)
  expect(stdout).toMatch(/YouTube Quota Critical +7 +6 +1 +0/)
  expect(stdout).toMatch(/7 changes, each noticed or listed as equivalent, \d+\.\d s/)
}, 60_000)

it('a pattern that neither a view nor a rule has in its name is refused', () =>
  expect(mutate('nowhere')).rejects.toMatchObject({ problem: { code: 'unknown-name', value: 'nowhere' } }))
