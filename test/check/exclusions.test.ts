import { defineProject } from 'sightline'
import type { Exclusion, Finding, Rule } from 'sightline/engine'
import { describe, expect, test } from 'vitest'
import { applyExclusions } from '../../toolkit/check/exclusions.ts'
import { shop } from '../fixtures/shop.ts'

const rule: Rule = { name: 'unused-view', description: 'Views that nobody reads.', check: () => [] }
const finding: Finding = {
  rule: 'unused-view',
  where: 'analytics.daily',
  what: 'Nobody reads it.',
  next: 'Remove it.',
  site: undefined,
}
const excluding = (...exclude: Exclusion[]) => defineProject({ ...shop, definitions: [], check: { exclude } })
const reason = 'Finance reads it.'

describe('an exclusion in the config', () => {
  test('takes its finding out of the findings and keeps its reason', () => {
    const project = excluding({ rule: 'unused-view', where: 'analytics.daily', reason })
    expect(applyExclusions([finding], project, [rule])).toEqual({
      findings: [],
      excluded: [{ ...finding, reason }],
    })
  })

  test('without a reason is refused', () => {
    const project = excluding({ rule: 'unused-view', where: 'analytics.daily', reason: ' ' })
    expect(() => applyExclusions([finding], project, [rule])).toThrow(/gives no reason/)
  })

  test('that nothing needs any more is a finding itself', () => {
    const project = excluding({ rule: 'unused-view', where: 'analytics.weekly', reason })
    const { findings } = applyExclusions([finding], project, [rule])
    expect(findings.map((each) => [each.rule, each.where])).toEqual([
      ['unused-view', 'analytics.daily'],
      ['stale-exclusion', 'analytics.weekly'],
    ])
  })

  test('is not called stale when its rule is not applied', () => {
    const project = excluding({ rule: 'slow-query', where: 'analytics.weekly', reason })
    expect(applyExclusions([], project, [rule]).findings).toEqual([])
  })
})
