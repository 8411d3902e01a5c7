import { encodeAddress, encodeParameter, encodePart } from './encode.ts'
import { formatDate } from './format-date.ts'
import { isList, type SingleValue, type VariableValue } from './variable-state.ts'

/** What formats need to know of a variable beside its value. */
export interface Formatted {
  readonly name: string
  /** What people see of the value. */
  readonly text: string
  /** The values in the dashboard's address; undefined where it has none, or a field of the value was asked for. */
  readonly address: readonly string[] | undefined
}

type Format = (value: VariableValue, args: readonly string[], variable: Formatted) => string

/** Formats a value: `formatValue(['a', 'b'], 'csv', …)` is `a,b`. A format that Grafana does not know is `glob`. */
export function formatValue(value: VariableValue, format: string, variable: Formatted): string {
  const [name = '', ...args] = format.split(':')
  return (formats.get(name) ?? glob)(value, args, variable)
}

/** JavaScript's own way to write a value, in which null and undefined of a list are empty. */
const join = (value: VariableValue, separator: string): string =>
  isList(value) ? value.join(separator) : String(value)

/** Each of several values on its own, joined. */
const each = (value: VariableValue, write: (one: SingleValue) => string, separator: string): string =>
  isList(value) ? value.map(write).join(separator) : write(value)

const quote =
  (mark: string, escaped: string): Format =>
  (value) =>
    each(value, (one) => `${mark}${String(one).replaceAll(mark, escaped)}${mark}`, ',')

const glob: Format = (value) => (isList(value) && value.length > 1 ? `{${value.join(',')}}` : String(value))

const sqlString: Format = (value) => each(value, (one) => `'${escapeSql(String(one))}'`, ',')

const escapeSql = (text: string): string => text.replace(/['"]/g, (mark) => (mark === "'" ? "''" : '\\"'))

const lucene: Format = (value) => {
  if (!isList(value)) return escapeLucene(String(value))
  if (value.length === 0) return '__empty__'
  return `(${value.map((one) => `"${escapeLucene(String(one))}"`).join(' OR ')})`
}

const escapeLucene = (text: string): string =>
  Number.isNaN(Number(text)) ? text.replace(/[!*+\-=<>\s&|()[\]{}^~?:\\/"]/g, '\\$&') : text

const regex: Format = (value) => {
  if (!isList(value)) return escapeRegex(String(value))
  const escaped = value.map((one) => escapeRegex(String(one)))
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`
}

const escapeRegex = (text: string): string => text.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&')

const html: Format = (value) => join(value, ', ').replace(/[&<>'"]/g, (mark) => entities.get(mark) ?? mark)

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ["'", '&#39;'],
  ['"', '&quot;'],
])

const distributed: Format = (value, _, { name }) =>
  isList(value) ? value.map((one, index) => (index === 0 ? one : `${name}=${one}`)).join(',') : String(value)

const inBraces = (value: VariableValue): string => (isList(value) ? `{${value.join(',')}}` : String(value))

const queryParameter: Format = (value, _, { name, address }) => {
  if (address) return address.map((one) => `var-${name}=${encodeParameter(one)}`).join('&')
  return each(value, (one) => `var-${name}=${encodePart(String(one))}`, '&')
}

const customQueryParameter: Format = (value, [name = '', prefix = ''], variable) => {
  const key = encodePart(name === '' ? variable.name : name)
  return each(value, (one) => `${key}=${encodePart(prefix)}${encodePart(String(one))}`, '&')
}

const formats = new Map<string, Format>([
  ['raw', (value) => String(value)],
  ['csv', (value) => join(value, ',')],
  ['pipe', (value) => join(value, '|')],
  ['join', (value, [separator = ',']) => join(value, separator)],
  ['json', (value) => (typeof value === 'string' ? value : JSON.stringify(value))],
  ['glob', glob],
  ['regex', regex],
  ['lucene', lucene],
  ['html', html],
  ['distributed', distributed],
  ['singlequote', quote("'", "\\'")],
  ['doublequote', quote('"', '\\"')],
  ['sqlstring', sqlString],
  ['date', formatDate],
  ['percentencode', (value) => encodePart(inBraces(value))],
  ['uriencode', (value) => encodeAddress(inBraces(value))],
  ['queryparam', queryParameter],
  ['customqueryparam', customQueryParameter],
  ['text', (_value, _args, { text }) => text],
])
