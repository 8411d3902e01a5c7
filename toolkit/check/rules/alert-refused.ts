import { describeSite } from '../../foundation/definition-site.ts'
import type { RuleJson } from '../../grafana/alerting/build-rule.ts'
import { evaluateRule } from '../../grafana/model/alerts/evaluate-rule.ts'
import type { NodeError } from '../../grafana/model/alerts/rule-evaluation.ts'
import { ruleRefusal } from '../../grafana/model/alerts/rule-refusal.ts'
import { alertAnswer } from '../../query/alert-answer.ts'
import type { Field } from '../../query/run-query.ts'
import { alertRuleGroups } from '../../release/alert-rule-groups.ts'
import { ruleQueries } from '../../release/rule-queries.ts'
import type { CheckContext, CheckedQuery, Rule } from '../rule.ts'
import { describeFields, type Problem } from './result-fits-panel/problem.ts'

/** Reports an alert that Grafana does not save, or that it cannot evaluate on what its queries return. */
export const alertRefused: Rule = {
  name: 'alert-refused',
  description:
    'Grafana saves an alert and can evaluate it: a title of at most 190 bytes, one row for each set of labels, and beside the number only texts, or a time alone.',
  *check(context) {
    for (const rule of alertRuleGroups(context.release).flatMap((group) => group.rules)) {
      const definition = context.release.alerts.find(({ uid }) => uid === rule.uid)
      const site = definition && describeSite(definition)
      for (const problem of problemsOf(rule, context)) yield { where: rule.title, ...problem, site }
    }
  },
}

function* problemsOf(rule: RuleJson, { queries }: CheckContext): Generator<Problem> {
  const refusal = ruleRefusal(rule)
  if (refusal !== undefined) {
    yield { what: `Grafana does not save it: ${refusal}.`, next: nextForRefusal(refusal) }
    return
  }
  const asked = ruleQueries(rule).map(({ refId, query }) => ({
    refId,
    checked: queries.find((one) => one.query.kind === 'alert' && one.query.where === query.where),
  }))
  // What fails, and what has no number or several, other rules tell.
  if (!asked.every(({ checked }) => checked?.result.ok && hasOneNumber(checked.result.fields))) return
  const answers = new Map(
    asked.flatMap(({ refId, checked }) => (checked ? [[refId, alertAnswer(checked.result)] as const] : [])),
  )
  const { results } = evaluateRule(rule, answers, { at: Date.now() })
  for (const { error } of results) {
    if (!error) continue
    const failed = asked.find(({ refId }) => refId === error.query)?.checked ?? asked[0]?.checked
    yield explain(error, failed)
  }
}

const hasOneNumber = (fields: readonly Field[]): boolean =>
  fields.filter(({ name, type }) => type === 'number' && name !== 'time').length === 1

const nextForRefusal = (refusal: string): string =>
  /name length/.test(refusal) ? 'Shorten its name.' : 'Change what Grafana names.'

/** An error of Grafana with what it means for the query. */
function explain({ text }: NodeError, checked: CheckedQuery | undefined): Problem {
  const fields = checked?.result.ok ? checked.result.fields : []
  const duplicate = /duplicate results with labels \{(.*)\}$/.exec(text)
  if (duplicate) {
    const labels = duplicate[1] === '' ? 'no labels' : `the labels ${duplicate[1]}`
    return {
      what: `Grafana cannot tell its rows apart: several have ${labels}.`,
      next: 'Group by the columns of text, or select what tells the rows apart as a text.',
    }
  }
  return {
    what: `Grafana cannot read what its query returns: ${describeFields(fields)}.`,
    next: nextFor(fields, text),
  }
}

function nextFor(fields: readonly Field[], text: string): string {
  const named = (type: Field['type']) => fields.find((field) => field.type === type)?.name
  const [time, boolean, label] = [named('time'), named('boolean'), named('string')]
  if (/Infinity/.test(text)) return 'Leave out rows with an infinite time.'
  if (boolean !== undefined) return `Leave out ${boolean}, or cast it to text so that it becomes a label.`
  if (time !== undefined && label !== undefined)
    return `Leave out ${time}, or cast it to text: beside a time there can be no labels.`
  return 'Select one number, and cast everything else to text.'
}
