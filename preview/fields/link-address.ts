import type { FieldSettings } from './field-config.ts'

/** The value that a link belongs to. */
export interface LinkedValue {
  readonly name: string
  readonly value: unknown
  readonly settings: FieldSettings
  readonly row: Readonly<Record<string, unknown>>
}

/** What links are made from besides. */
export interface LinkContext {
  readonly address: URLSearchParams
  readonly range: { readonly from: number; readonly to: number }
}

/** An address with its variables put in; undefined for one that is none, such as a script. */
export function linkAddress(
  template: string,
  linked: LinkedValue,
  { address, range }: LinkContext,
): string | undefined {
  const text = template.replace(/\$\{(__[^}:]+)(?::(\w+))?\}/g, (_, path: string, format?: string) => {
    const value = linkPart(path, linked, address, range)
    return format === 'percentencode' ? encodeURIComponent(value) : value
  })
  return /^(https?:\/\/|\/(?!\/)|\?|mailto:)/.test(text) ? text : undefined
}

function linkPart(
  path: string,
  { name, value, row }: LinkedValue,
  address: URLSearchParams,
  range: LinkContext['range'],
): string {
  if (path === '__url_time_range') return timeRangePart(address, range)
  if (path === '__all_variables') return allVariables(address)
  if (path === '__from') return String(range.from)
  if (path === '__to') return String(range.to)
  if (path === '__value.raw' || path === '__value.text' || path === '__value.numeric')
    return String(value ?? '')
  if (path === '__series.name' || path === '__field.name') return name
  const field = /^__data\.fields(?:\["(.+)"\]|\[(\d+)\]|\.(\w+))/.exec(path)
  const [, quoted, index, bare] = field ?? []
  const key = quoted ?? bare ?? Object.keys(row)[Number(index)] ?? ''
  return String(row[key] ?? '')
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
