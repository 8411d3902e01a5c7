import { variableReferences } from '../../grafana/variable-references.ts'
import type { CheckContext, Rule } from '../rule.ts'
import { querySite } from './query-site.ts'

/** Reports choices of a variable that people cannot tell apart, and a list that may become empty. */
export const variableChoices: Rule = {
  name: 'variable-choices',
  description:
    'Choices of a variable have different texts, since Grafana before 12.4 offers one of them only; and a list of values is never empty, since `in ()` is no SQL.',
  *check(context) {
    yield* equalTexts(context)
    yield* emptyLists(context)
  },
}

function* equalTexts({ release, queries }: CheckContext) {
  for (const { query, result } of queries) {
    if (query.kind !== 'variable' || !result.ok) continue
    const values = new Map<string, unknown>()
    const twice = result.rows.find(({ __text, __value }) => {
      const text = String(__text)
      if (__text === undefined || __text === null) return false
      const isOther = values.has(text) && values.get(text) !== __value
      values.set(text, __value)
      return isOther
    })
    if (!twice) continue
    yield {
      where: query.where,
      what: `Several of its choices have the text ${JSON.stringify(twice.__text)}, and Grafana before 12.4 offers only one of them.`,
      next: 'Make the texts differ: put the value behind the name.',
      site: querySite(release, query),
    }
  }
}

function* emptyLists({ release, queries }: CheckContext) {
  for (const { query } of queries) {
    const lists = query.dashboard?.json.templating.list ?? []
    const found = variableReferences(query.sql).find(({ name, index, text }) => {
      const variable = lists.find((one) => one.name === name)
      const isList =
        /\bin\s*\(\s*$/i.test(query.sql.slice(0, index)) &&
        /^\s*\)/.test(query.sql.slice(index + text.length))
      return isList && variable?.multi === true && variable.type === 'query' && !variable.allValue
    })
    if (!found) continue
    yield {
      where: query.where,
      what: `${found.text} is an empty list where the query of the variable returns nothing, and \`in ()\` is no SQL.`,
      next: 'Use a `multiQueryVariable`, or give the variable a value for All: a subquery that returns the choices.',
      site: querySite(release, query),
    }
  }
}
