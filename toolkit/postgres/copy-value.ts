/** Writes a value of a column as a field of COPY's text format. */
export type CopyField = (value: unknown) => string

const special: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** What a value is, whose type needs nothing else. */
export const plainField: CopyField = (value) => field(textOf(value))

/** How values of a type are written; `zone` is that of a timestamp without one. */
export function copyFieldFor(type: string, zone?: string): CopyField {
  const write = textFor(type, zone)
  return (value) => field(value === null || value === undefined ? null : write(value))
}

type Write = (value: unknown) => string

function textFor(type: string, zone: string | undefined): Write {
  if (type.endsWith('[]')) {
    const element = textFor(type.slice(0, -2), zone)
    // Boxes are the one type whose lists have semicolons between them.
    return (value) => arrayText(value, element, type === 'box[]' ? ';' : ',')
  }
  if (/^jsonb?$/.test(type)) return (value) => JSON.stringify(value)
  if (zone !== undefined) return (value) => (value instanceof Date ? wallClock(value, zone) : String(value))
  return (value) => textOf(value) ?? ''
}

/** A list as Postgres reads it; every element is quoted, so that none is taken for NULL or for a list. */
function arrayText(value: unknown, element: Write, between = ','): string {
  if (!Array.isArray(value)) return String(value)
  const items: readonly unknown[] = value
  const texts = items.map((item) => {
    if (item === null || item === undefined) return 'NULL'
    return `"${element(item).replace(/["\\]/g, '\\$&')}"`
  })
  return `{${texts.join(between)}}`
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  return Array.isArray(value) ? arrayText(value, (item) => textOf(item) ?? '') : String(value)
}

const field = (text: string | null): string =>
  text === null ? '\\N' : text.replace(/[\\\t\n\r]/g, (character) => special[character] ?? character)

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What a clock in a zone shows at a moment: `2024-05-01 12:00:00.000`. */
function wallClock(moment: Date, zone: string): string {
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('en-US', { ...parts, timeZone: zone })
  clocks.set(zone, clock)
  const shown = clock.formatToParts(moment)
  const at = (part: Intl.DateTimeFormatPartTypes) => shown.find(({ type }) => type === part)?.value ?? ''
  const milliseconds = String(moment.getUTCMilliseconds()).padStart(3, '0')
  return `${at('year')}-${at('month')}-${at('day')} ${at('hour')}:${at('minute')}:${at('second')}.${milliseconds}`
}

const parts = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const
