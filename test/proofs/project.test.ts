import { buildRelease } from 'sightline/engine'
import { expect, it } from 'vitest'
import { findProofFiles, loadProofs } from '../../cli/proof-files.ts'
import project from '../../sightline.config.ts'
import { provenViews } from '../../toolkit/proofs/proven-view.ts'
import { proverOfRelease } from '../support/prover.ts'
import { repository } from '../support/run-sightline.ts'

const release = buildRelease(project)
const files = await loadProofs(repository)

it('every proof of the project holds, in hundreds', async () => {
  const prover = await proverOfRelease(release)
  const results = []
  for (const { proofs, titles } of files) {
    for (const title of titles) results.push(await prover.run(proofs, title))
  }
  expect(results.filter(({ passed }) => !passed)).toEqual([])
  expect(results.length).toBeGreaterThan(300)
}, 120_000)

it('every view, panel and rule of the project has a proof', () => {
  const proofs = files.flatMap((file) => Object.values(file.proofs.cases))
  const expectations = proofs.flatMap((proof) => ('rows' in proof ? proof.expectations : []))
  const proven = new Set([
    ...expectations.map((one) =>
      one.of === 'view' ? one.view.name : one.of === 'panel' ? one.title : one.rule.name,
    ),
    ...proofs.flatMap((proof) => ('steps' in proof ? proof.rule.name : [])),
  ])
  const views = provenViews(release).map(({ name }) => name)
  const panels = release.dashboards.flatMap(({ json }) =>
    (json.panels ?? []).flatMap((panel) => ('targets' in panel && panel.targets ? (panel.title ?? []) : [])),
  )
  const rules = release.alerts.map(({ name }) => name)
  expect({ views: views.length, panels: panels.length, rules: rules.length }).toEqual({
    views: 7,
    panels: 12,
    rules: 4,
  })
  expect([...views, ...panels, ...rules].filter((name) => !proven.has(name))).toEqual([])
})

it('a file of proofs stands beside each of those definitions', () => {
  expect(findProofFiles(repository).length).toBe(7 + 6 + 4)
})
