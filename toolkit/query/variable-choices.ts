import type { VariableModel } from '@grafana/grafana-foundation-sdk/dashboard'

/** One choice of a variable: what people see, and what queries get. */
export interface Choice {
  readonly text: string
  readonly value: string
}

/** The choices that a variable's query returned: `__text` and `__value`, or its first column, through its regular expression. */
export function choicesOfRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  { regex = '' }: Pick<VariableModel, 'regex'> = {},
): Choice[] {
  const choices = rows.map((row): Choice => {
    const text = String(row.__text ?? row.__value ?? Object.values(row)[0] ?? '')
    return { text, value: String(row.__value ?? text) }
  })
  const [, pattern, flags = ''] = /^\/(.*)\/([gimsuy]*)$/s.exec(regex) ?? []
  const kept =
    pattern === undefined ? choices : choices.flatMap(filterBy(new RegExp(pattern, flags.replace('g', ''))))
  return [...new Map(kept.map((choice) => [choice.value, choice])).values()]
}

/** A group of the expression takes the place of the whole; groups named `text` and `value` that of each. */
function filterBy(pattern: RegExp): (choice: Choice) => Choice[] {
  return ({ text, value }) => {
    const match = pattern.exec(text)
    if (!match) return []
    const { groups } = match
    if (groups?.text !== undefined || groups?.value !== undefined)
      return [{ text: groups.text ?? groups.value ?? '', value: groups.value ?? groups.text ?? '' }]
    const [, group] = match
    return [group === undefined ? { text, value } : { text: group, value: group }]
  }
}

/** The choices that a variable holds itself, without asking the database. */
export function fixedChoices({ type, options, query, current }: VariableModel): Choice[] {
  if (type === 'constant') return typeof query === 'string' ? [{ text: query, value: query }] : []
  const listed = (options ?? []).map((option) => ({
    text: firstOf(option.text),
    value: firstOf(option.value),
  }))
  if (listed.length > 0 || type !== 'datasource') return listed
  const value = firstOf(current?.value ?? '')
  return [{ text: value === '' ? 'default' : value, value }]
}

const firstOf = (value: string | readonly string[]): string =>
  typeof value === 'string' ? value : (value[0] ?? '')
