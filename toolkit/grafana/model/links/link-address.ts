import type { ShownField, ShownFrame } from '../display/shown-fields.ts'
import { formattedText } from '../format/value-format.ts'
import type { FieldValue } from '../frames/frame.ts'
import { labelsText } from '../transform/display-name.ts'

/** The value that a link belongs to. */
export interface LinkedValue {
  readonly field: ShownField
  readonly frame: ShownFrame
  readonly value: FieldValue
  /** The row that it stands in; undefined where it is calculated of several. */
  readonly row: number | undefined
}

/** What links are made from besides. */
export interface LinkContext {
  /** The address of the page, with the chosen values of variables as `var-name`. */
  readonly address: URLSearchParams
  readonly range: { readonly from: number; readonly to: number }
}

/** The address of a link with its variables put in; undefined for one that is no address, such as a script. */
export function linkAddress(template: string, linked: LinkedValue, context: LinkContext): string | undefined {
  const text = template
    .replace(/\n/g, '')
    .replace(/\$\{([^}:]+)(?::(\w+))?\}/g, (_, path: string, format: string | undefined) => {
      const value = linkPart(path, linked, context)
      const isPart = path === '__url_time_range' || path === '__all_variables' || format === 'raw'
      if (format === 'percentencode') return encodeURIComponent(value)
      return isPart ? value : encodeURI(value)
    })
  return /^(https?:\/\/|\/(?!\/)|\?|mailto:)/.test(text) ? text : undefined
}

function linkPart(path: string, linked: LinkedValue, { address, range }: LinkContext): string {
  const { field, value } = linked
  switch (path) {
    case '__url_time_range':
      return timeRangePart(address, range)
    case '__all_variables':
      return allVariables(address)
    case '__from':
      return String(range.from)
    case '__to':
      return String(range.to)
    case '__value.text':
      return formattedText(field.display(value))
    case '__value.raw':
      return String(value ?? '')
    case '__value.numeric':
      return String(field.display(value).numeric)
    case '__series.name':
    case '__field.displayName':
      return field.title
    case '__field.name':
      return field.title
    case '__field.labels':
      return labelsText(field.labels)
  }
  if (!path.startsWith('__')) return address.getAll(`var-${path}`).join(',')
  const [, label] = /^__field\.labels(?:\["(.+)"\]|\.(\w+))/.exec(path)?.filter(Boolean) ?? []
  return label === undefined ? neighbour(path, linked) : (field.labels[label] ?? '')
}

/** What another field has in the row of a value: `__data.fields.name`, `__data.fields["name"]` or `__data.fields[1].text`. */
function neighbour(path: string, { frame, row = frame.length - 1 }: LinkedValue): string {
  const found = /^__data\.fields(?:\[(?:"(.+)"|'(.+)'|(\d+))\]|\.(\w+))(?:\.(text|numeric))?/.exec(path)
  const [, double, single, index, bare, part] = found ?? []
  const name = double ?? single ?? bare
  const field =
    name === undefined
      ? frame.fields[Number(index)]
      : frame.fields.find((one) => one.name === name || one.title === name)
  const value = field?.values[row]
  if (!field || value === null || value === undefined) return ''
  if (part === 'numeric') return String(field.display(value).numeric)
  return part === 'text' || field.config.mappings?.length
    ? formattedText(field.display(value))
    : String(value)
}

function timeRangePart(address: URLSearchParams, range: LinkContext['range']): string {
  const from = address.get('from') ?? String(range.from)
  return `from=${encodeURIComponent(from)}&to=${encodeURIComponent(address.get('to') ?? String(range.to))}`
}

const allVariables = (address: URLSearchParams): string =>
  [...address]
    .filter(([name]) => name.startsWith('var-'))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
