import type { VariableOption } from './variable-state.ts'

/**
 * The choices of a variable with a list, as Grafana reads them from its text: parted by commas, of which `\,` is none,
 * and `text : value` where they differ.
 */
export function readCustomOptions(list: string): VariableOption[] {
  return (list.match(/(?:\\,|[^,])+/g) ?? []).map((part) => {
    const plain = part.replaceAll('\\,', ',')
    const [, text, value] = /^\s*(.+)\s:\s(.+)$/.exec(plain) ?? []
    return text !== undefined && value !== undefined
      ? { text: text.trim(), value: value.trim() }
      : { text: plain.trim(), value: plain.trim() }
  })
}

/**
 * The text in which Grafana reads these choices again; undefined where there is none, because a choice begins with a
 * space, is empty, ends in a backslash before another one, or has ` : ` where Grafana would part it.
 */
export function writeCustomOptions(
  options: readonly { readonly text: string; readonly value: string }[],
): string | undefined {
  const list = options
    .map(({ text, value }) => (text === value ? value : `${text} : ${value}`).replaceAll(',', '\\,'))
    .join(',')
  const read = readCustomOptions(list)
  const isSame =
    read.length === options.length &&
    read.every(({ text, value }, index) => text === options[index]?.text && value === options[index]?.value)
  return isSame ? list : undefined
}

/**
 * The choices of a variable whose list is JSON: an array of objects with `text` and `value`.
 *
 * @throws Error for any other JSON, in Grafana's words
 */
export function readJsonOptions(json: string): VariableOption[] {
  if (json === '') return []
  const parsed: unknown = JSON.parse(json)
  if (!Array.isArray(parsed) || !parsed.every(isObject))
    throw new Error('Query must be a JSON array of objects')
  return parsed.map((properties) => ({
    text: String(properties.text || properties.value).trim(),
    value: String(properties.value).trim(),
    properties,
  }))
}

const isObject = (value: unknown): value is NonNullable<VariableOption['properties']> =>
  typeof value === 'object' && value !== null
