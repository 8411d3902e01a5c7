import type { DataField, FieldValue } from '../frames/frame.ts'
import { pageRegex } from './page-regex.ts'
import { sortOptions } from './sort-options.ts'
import type { VariableOption } from './variable-state.ts'

/** What a variable says about the choices that its query returned. */
export interface QueryOptionSettings {
  readonly regex?: string
  /** What the regular expression looks at; the value unless said otherwise. */
  readonly regexApplyTo?: string
  readonly sort?: number
}

/** What Grafana says of a query without fields: one that fails, or returns no row. */
export const noFields = 'at least one field expected for variable'

/**
 * The choices that a variable's query returned: of columns named `__text` and `__value`, or all values of all columns.
 * Of equal values the first one stays.
 *
 * @throws Error in Grafana's words where there are no fields or the regular expression cannot be read
 */
export function queryOptions(
  fields: readonly DataField[],
  { regex = '', regexApplyTo = 'value', sort = 0 }: QueryOptionSettings,
): VariableOption[] {
  if (fields.length === 0) throw new Error(noFields)
  const options = optionsOfFields(fields)
  const filtered =
    regex === '' ? options : options.flatMap(filterBy(pageRegex(regex), regexApplyTo === 'text'))
  const first = new Map<string | undefined, VariableOption>()
  for (const option of filtered) if (!first.has(option.value)) first.set(option.value, option)
  return sortOptions([...first.values()], sort)
}

function optionsOfFields(fields: readonly DataField[]): Found[] {
  const text = fields.find(({ name }) => name === '__text')
  const value = fields.find(({ name }) => name === '__value')
  if (text && value) {
    const others = fields.filter(
      ({ name, type }) => name !== '__text' && name !== '__value' && (type === 'string' || type === 'number'),
    )
    return text.values.map((_, row) => {
      const found = { text: String(text.values[row]), value: String(value.values[row]) }
      const more = others.map(({ name, values }): [string, FieldValue] => [name.toLowerCase(), values[row]])
      return { ...found, properties: { ...found, ...Object.fromEntries(more) } }
    })
  }
  return fields.flatMap(({ values }) =>
    values
      .filter((one) => one !== null && one !== undefined)
      .map((one) => ({
        text: String(one),
        value: String(one),
        properties: { text: String(one), value: String(one) },
      })),
  )
}

interface Found extends VariableOption {
  readonly text: string
  readonly value: string
}

/** Groups named `text` and `value` take the place of each; another group that of both, for each match of a global expression. */
function filterBy(pattern: RegExp, ofText: boolean): (option: Found) => VariableOption[] {
  return (option) => {
    const matches = allMatches(ofText ? option.text : option.value, pattern)
    if (matches.length === 0) return []
    const value = matches.find(({ groups }) => groups?.value)?.groups?.value
    const text = matches.find(({ groups }) => groups?.text)?.groups?.text
    if (value !== undefined || text !== undefined)
      return [{ ...option, text: text ?? value, value: value ?? text }]
    const grouped = matches.find(({ length }) => length > 1)
    if (!grouped) return [option]
    if (matches.length > 1) return matches.map(([, group]) => ({ text: group, value: group }))
    return [{ ...option, text: grouped[1], value: grouped[1] }]
  }
}

function allMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  const matches: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    matches.push(match)
    if (!pattern.global || match[0] === '') break
  }
  return matches
}
