import { buildRelease } from 'sightline/engine'
import { expect, it } from 'vitest'
import { findProofFiles, loadProofs } from '../../cli/proof-files.ts'
import project from '../../sightline.config.ts'
import type { Expectation } from '../../toolkit/define/proofs/expectation.ts'
import { isRollupDefinition } from '../../toolkit/kinds/rollup/rollup-kind.ts'
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

const subjectOf = (one: Expectation): readonly string[] => {
  switch (one.of) {
    case 'view':
      return [one.view.name]
    case 'panel':
      return [one.title]
    case 'alert':
      return [one.rule.name]
    case 'report':
      return Object.keys(one.sections).map((title) => `${one.report.name}/${title}`)
    case 'recipients':
      return [`recipients of ${one.report.name}`]
  }
}

it('every view, panel, rule, roll-up and section of the project has a proof', () => {
  const proofs = files.flatMap((file) => Object.values(file.proofs.cases))
  const expectations = proofs.flatMap((proof) => ('rows' in proof ? proof.expectations : []))
  const proven = new Set([
    ...expectations.flatMap(subjectOf),
    ...proofs.flatMap((proof) => ('steps' in proof ? proof.rule.name : [])),
  ])
  const views = provenViews(release).map(({ name }) => name)
  const panels = release.dashboards.flatMap(({ json }) =>
    (json.panels ?? []).flatMap((panel) => ('targets' in panel && panel.targets ? (panel.title ?? []) : [])),
  )
  const rules = release.alerts.map(({ name }) => name)
  const rollups = project.definitions.filter(isRollupDefinition).map(({ name }) => name)
  const reports = release.reports.flatMap(({ name, sections }) => [
    `recipients of ${name}`,
    ...sections.map(({ title }) => `${name}/${title}`),
  ])
  const all = { views, panels, rules, rollups, reports }
  const counts = Object.entries(all).map(([kind, names]) => [kind, names.length])
  expect(Object.fromEntries(counts)).toEqual({ views: 11, panels: 15, rules: 4, rollups: 5, reports: 15 })
  expect(
    Object.values(all)
      .flat()
      .filter((name) => !proven.has(name)),
  ).toEqual([])
})

it('a file of proofs stands beside each of those definitions', () => {
  expect(findProofFiles(repository).length).toBe(11 + 7 + 4 + 1 + 3)
})
