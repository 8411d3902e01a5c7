import type { Exclusion, Project } from '../define/project.ts'
import { describeSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { place } from '../release/project-index.ts'
import type { Finding } from './finding.ts'
import type { Rule } from './rule.ts'

/** Findings beside those that the config excludes. */
export interface Sorted {
  readonly findings: readonly Finding[]
  readonly excluded: readonly (Finding & { readonly reason: string })[]
}

/**
 * Takes out the findings that the config excludes.
 *
 * @throws SightlineError for an exclusion without a reason
 */
export function applyExclusions(
  findings: readonly Finding[],
  project: Project,
  rules: readonly Rule[],
): Sorted {
  for (const exclusion of project.exclusions) requireReason(exclusion, project)
  const reasonFor = ({ rule, where }: Finding) =>
    project.exclusions.find((exclusion) => exclusion.rule === rule && exclusion.where === where)?.reason
  const found = new Set(findings.map(({ rule, where }) => `${rule} ${where}`))
  const applied = new Set(rules.map(({ name }) => name))
  const stale = project.exclusions.filter(
    ({ rule, where }) => applied.has(rule) && !found.has(`${rule} ${where}`),
  )
  return {
    findings: [
      ...findings.filter((finding) => reasonFor(finding) === undefined),
      ...stale.map(({ rule, where }) => staleExclusion(rule, where, project)),
    ],
    excluded: findings.flatMap((finding) => {
      const reason = reasonFor(finding)
      return reason === undefined ? [] : [{ ...finding, reason }]
    }),
  }
}

/** An exclusion that nothing needs any more would hide a later finding. */
function staleExclusion(rule: string, where: string, project: Project): Finding {
  return {
    rule: 'stale-exclusion',
    where,
    what: `The config excludes ${rule} here, but there is no such finding.`,
    next: 'Remove the exclusion, or correct its `where`.',
    site: describeSite(project),
  }
}

function requireReason({ rule, where, reason }: Exclusion, project: Project): void {
  if (reason.trim() === '') {
    throw new SightlineError({
      code: 'exclusion-without-reason',
      what: `The exclusion of the rule ${rule} for ${where} gives no reason.`,
      value: "reason: ''",
      ...place(project),
      next: 'Say why the finding is meant to be so, for whoever reads it next.',
    })
  }
}

/** Refuses the name of a rule that does not exist. */
export function requireRule(name: string, rules: readonly Rule[]): void {
  if (rules.some((rule) => rule.name === name)) return
  throw new SightlineError({
    code: 'unknown-rule',
    what: 'There is no such rule.',
    value: name,
    next: `Use one of: ${rules.map((rule) => rule.name).join(', ')}.`,
  })
}
