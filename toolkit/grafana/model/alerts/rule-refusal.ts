import type { RuleModel } from './rule-model.ts'

/** The most bytes of a rule's title, and of its group's name. */
export const longestTitle = 190

const longestUid = 40

const bytes = (text: string): number => new TextEncoder().encode(text).length

/** Why Grafana does not save a rule, in its words; undefined where it does. */
export function ruleRefusal(rule: RuleModel & { readonly uid?: string }): string | undefined {
  const why = invalid(rule)
  return why === undefined ? undefined : `invalid alert rule: ${why}`
}

function invalid({
  title,
  uid,
  condition,
  data,
  missingSeriesEvalsToResolve,
}: Parameters<typeof ruleRefusal>[0]) {
  const refIds = data.map(({ refId }) => refId)
  if (refIds.length === 0) return 'no queries or expressions are found'
  if (title === '') return 'title is empty'
  if (bytes(title) > longestTitle) return `name length should not be greater than ${longestTitle}`
  if (condition === '') return 'condition cannot be empty'
  if (!refIds.includes(condition))
    return `condition ${condition} does not exist, must be one of [${refIds.join(' ')}]`
  if (missingSeriesEvalsToResolve !== undefined && missingSeriesEvalsToResolve < 1)
    return 'field `missing_series_evals_to_resolve` must be greater than 0'
  if (uid !== undefined && bytes(uid) > longestUid) return `UID is longer than ${longestUid} symbols`
  if (uid !== undefined && !/^[a-zA-Z0-9_-]*$/.test(uid))
    return "invalid format of UID. Only letters, numbers, '-' and '_' are allowed"
  return undefined
}
