import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard'
import { type Fact, facts } from '../fact.ts'
import { settingFact, settingFacts, settingText, textFacts } from './setting-facts.ts'

const leftOut = ['name', 'description', 'query', 'definition', 'options', 'current', 'datasource']

/** What changes in a dashboard variable, its query left aside. */
export function variableFacts(before: VariableModel, after: VariableModel): Fact[] {
  const [old, now] = [choices(before), choices(after)]
  return [
    ...facts('title', before.name === after.name ? [] : [settingFact('name', before.name, after.name)]),
    ...facts('description', textFacts('description', before.description, after.description)),
    ...facts('setting', settingFacts(before, after, leftOut)),
    ...facts(
      'choice',
      old.filter((one) => !now.includes(one)).map((one) => `choice ${one} removed`),
    ),
    ...facts(
      'choice',
      now.filter((one) => !old.includes(one)).map((one) => `choice ${one} added`),
    ),
    ...facts('choice', defaultFacts(before, after)),
  ]
}

/** The choices of a variable that has no query. */
function choices({ type, options, query }: VariableModel): string[] {
  if (type === 'query') return []
  if (options) return options.map(({ text }) => settingText(text))
  return typeof query === 'string' ? query.split(',') : []
}

function defaultFacts(before: VariableModel, after: VariableModel): string[] {
  const [from, to] = [before.current?.value, after.current?.value]
  return settingText(from) === settingText(to) ? [] : [settingFact('default', from, to)]
}

/** The query of a variable; undefined of one that has a list of choices. */
export function variableQuery({ type, query }: VariableModel): string | undefined {
  return type === 'query' && typeof query === 'string' ? query : undefined
}
