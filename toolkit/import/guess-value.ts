import { type Bounds, checkBounds } from './check-bounds.ts'
import type { ImportedColumn, ImportedTable, ImportedType, Statistics } from './imported.ts'
import { list, literal } from './written-code.ts'

/** A column as its values are guessed from. */
interface Guessed {
  readonly name: string
  readonly type: string
  readonly named: string | null
  readonly statistics: Statistics | null
  readonly bounds: Bounds
}

/** How values of a column that is no key are made. */
export function guessValue(
  table: ImportedTable,
  column: ImportedColumn,
  types: readonly ImportedType[],
): string {
  let bounds: Bounds = {}
  for (const { columns, sql } of table.checks) {
    if (columns.length === 1 && columns[0] === column.name)
      bounds = { ...bounds, ...checkBounds(sql, column.name) }
  }
  return valueCode({ ...column, bounds }, types)
}

function valueCode(column: Guessed, types: readonly ImportedType[]): string {
  const { type, named, bounds } = column
  if (type.endsWith('[]')) {
    const element = { ...column, type: type.slice(0, -2), statistics: null, bounds: {} }
    return `lists(3, ${valueCode(element, types)})`
  }
  const [first, ...others] = bounds.values ?? []
  if (first !== undefined) return `oneOf(${[first, ...others].map(literal).join(', ')})`
  const found = types.find(({ schema, name }) => `${schema}.${name}` === named)
  if (found) return namedValue(found, column, types)
  for (const [pattern, code] of byType) if (pattern.test(type)) return code(column)
  return "always('')"
}

function namedValue(type: ImportedType, column: Guessed, types: readonly ImportedType[]): string {
  if (type.kind === 'enum') return `oneOf(${list(type.labels).slice(1, -1)})`
  if (type.kind === 'composite') return `always('(${','.repeat(Math.max(0, type.fields.length - 1))})')`
  if (type.kind === 'domain') {
    const own = type.check === null ? {} : (checkBounds(type.check, 'VALUE') ?? {})
    const base = { ...column, type: type.base, named: type.named, bounds: { ...own, ...column.bounds } }
    return valueCode(base, types)
  }
  const size = Number(/\((\d+)\)/.exec(column.type)?.[1] ?? 3)
  if (/vec$|^vector$/.test(type.name))
    return `each(({ random }) => \`[\${Array.from({ length: ${size} }, () => random.next().toFixed(3)).join(',')}]\`)`
  if (/^geo/.test(type.name))
    return `always('${/\d+/.exec(column.type)?.[0] ? `SRID=${/\d+/.exec(column.type)?.[0]};` : ''}POINT(10 60)')`
  return /^(citext|ltree)$/.test(type.name) ? textCode(column) : "always('')"
}

const byType: readonly (readonly [RegExp, (column: Guessed) => string])[] = [
  [/^boolean$/, ({ statistics }) => `yesNo(${statistics?.trueShare?.toFixed(2) ?? ''})`],
  [/^(smallint|integer|bigint|numeric.*|real|double precision)$/, numberCode],
  [/^timestamp/, ({ statistics }) => `recent({ days: ${spanOf(statistics, 365)} })`],
  [
    /^date$/,
    ({ name, statistics }) =>
      `recentDays({ days: ${/birth/i.test(name) ? 20_000 : spanOf(statistics, 365)} })`,
  ],
  [/^(text|character|bpchar|name|tsvector|tsquery)/, textCode],
  [/^uuid$/, () => 'uuids()'],
  [/^bytea$/, () => 'bytes()'],
  [/^jsonb?$/, () => 'always({})'],
  [/^time.*with time zone$/, () => "oneOf('08:00:00+00', '12:30:00+00', '18:45:00+00')"],
  [/^time/, () => "oneOf('08:00:00', '12:30:00', '18:45:00')"],
  [/^interval/, () => "oneOf('30 minutes', '02:00:00', '1 day')"],
  [/^money$/, () => 'each(({ random }) => (random.whole(100, 10000) / 100).toFixed(2))'],
  [/^xml$/, () => "always('<a/>')"],
  [/^inet$/, () => 'each(({ row }) => `10.0.${(row >> 8) % 256}.${row % 256}`)'],
  [/^cidr$/, () => "oneOf('10.0.0.0/8', '192.168.0.0/16')"],
  [/^macaddr8$/, () => "always('08:00:2b:01:02:03:04:05')"],
  [/^macaddr$/, () => "always('08:00:2b:01:02:03')"],
  [/^(int4|int8|num)range$/, () => "oneOf('[1,10)', '[10,20)')"],
  [/^(int4|int8|num)multirange$/, () => "always('{[1,10)}')"],
  [/^(ts|tstz|date)range$/, () => "oneOf('[2024-01-01,2024-02-01)', '[2024-02-01,2024-03-01)')"],
  [/^(ts|tstz|date)multirange$/, () => "always('{[2024-01-01,2024-02-01)}')"],
  [/^bit\(/, ({ type }) => `always('${'0'.repeat(sizeOf(type) ?? 1)}')`],
  [/^bit varying/, () => "always('1')"],
  [/^point$/, () => "always('(1,2)')"],
  [/^line$/, () => "always('{1,2,3}')"],
  [/^(lseg|box|path|polygon)$/, () => "always('(1,2),(3,4)')"],
  [/^circle$/, () => "always('<(1,2),3>')"],
  [/^jsonpath$/, () => "always('$')"],
  [/^pg_lsn$/, () => "always('0/0')"],
  [/^"char"$/, () => "always('a')"],
]

/** How many letters or digits a type takes, where it says so. */
export const sizeOf = (type: string): number | undefined => {
  const size = /\((\d+)/.exec(type)?.[1]
  return size === undefined ? undefined : Number(size)
}

function textCode({ name, type, statistics }: Guessed): string {
  if (/mail/i.test(name) && (sizeOf(type) ?? 99) >= 30) return 'emails()'
  const distinct = statistics && statistics.distinct > 0 ? Math.round(statistics.distinct) : undefined
  const length = sizeOf(type)
  const options = [
    ...(distinct === undefined ? [] : [`distinct: ${distinct}`]),
    ...(length === undefined || length >= 24 ? [] : [`length: ${length}`]),
  ]
  return options.length > 0 ? `words({ ${options.join(', ')} })` : 'words()'
}

function numberCode({ type, statistics, bounds }: Guessed): string {
  const [, precision = '', scale = '0'] = /^numeric\((\d+)(?:,(\d+))?\)/.exec(type) ?? []
  const isWhole = /^(smallint|integer|bigint)$/.test(type)
  const decimals = isWhole ? 0 : precision === '' ? 2 : Number(scale)
  const most =
    precision === ''
      ? type === 'smallint'
        ? 32_767
        : 2_000_000_000
      : 10 ** (Number(precision) - Number(scale)) - 1
  const known = (text: string | null | undefined) => {
    const value = Number.parseFloat(text ?? '')
    return Number.isFinite(value) ? value : undefined
  }
  let from = Math.max(bounds.from ?? -most, known(statistics?.from) ?? bounds.from ?? 0)
  let to = Math.min(bounds.to ?? most, known(statistics?.to) ?? Math.max(from + 100, from * 2))
  from = Math.max(-most, Math.min(from, most))
  to = Math.max(from, Math.min(to, most))
  const shown = (value: number) => String(Number(value.toFixed(decimals)))
  return `numbers({ from: ${shown(from)}, to: ${shown(to)}${decimals > 0 ? `, decimals: ${decimals}` : ''} })`
}

/** Days between the first and the last moment. */
function spanOf(statistics: Statistics | null, most: number): number {
  const [from, to] = [Date.parse(statistics?.from ?? ''), Date.parse(statistics?.to ?? '')]
  const days = Math.ceil((to - from) / 86_400_000)
  return Number.isFinite(days) ? Math.min(most, Math.max(30, days)) : 90
}
