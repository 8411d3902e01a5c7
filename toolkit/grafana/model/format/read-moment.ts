const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

interface Parts {
  year?: number
  month?: number
  day?: number
  hour?: number
  minute?: number
  second?: number
  millisecond?: number
  isAfternoon?: boolean
  offsetMinutes?: number
  /** The whole moment, where a pattern gives it as one number. */
  moment?: number
}

interface Token {
  readonly matches: RegExp
  readonly read: (text: string, parts: Parts) => void
}

const number = (digits: string, read: (value: number, parts: Parts) => void): Token => ({
  matches: new RegExp(digits),
  read: (text, parts) => read(Number.parseInt(text, 10), parts),
})
const twoDigits = '\\d\\d?'

const year = (value: number, parts: Parts) => {
  parts.year = value
}
const month: Token = {
  matches: /[a-z]+/i,
  read: (text, parts) => {
    parts.month = months.indexOf(text.slice(0, 3).toLowerCase()) + 1
  },
}
const monthNumber = number(twoDigits, (value, parts) => {
  parts.month = value
})
const day = number(twoDigits, (value, parts) => {
  parts.day = value
})
const hour = number(twoDigits, (value, parts) => {
  parts.hour = value
})
const minute = number(twoDigits, (value, parts) => {
  parts.minute = value
})
const second = number(twoDigits, (value, parts) => {
  parts.second = value
})
const noon: Token = {
  matches: /[ap]\.?m?\.?/i,
  read: (text, parts) => {
    parts.isAfternoon = text.toLowerCase().startsWith('p')
  },
}
const zone: Token = {
  matches: /Z|[+-]\d\d(?::?\d\d)?/i,
  read: (text, parts) => {
    const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)?/.exec(text) ?? []
    parts.offsetMinutes = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  },
}

const twoDigitYear = (value: number): number => value + (value > 68 ? 1900 : 2000)

const tokens: Readonly<Record<string, Token>> = {
  YYYY: {
    matches: /\d{1,4}/,
    read: (text, parts) => year(text.length === 2 ? twoDigitYear(Number(text)) : Number(text), parts),
  },
  YY: number(twoDigits, (value, parts) => year(twoDigitYear(value), parts)),
  Y: number('[+-]?\\d+', year),
  MMMM: month,
  MMM: month,
  MM: monthNumber,
  M: monthNumber,
  DD: day,
  D: day,
  Do: {
    matches: /\d\d?(?:th|st|nd|rd)/,
    read: (text, parts) => {
      parts.day = Number.parseInt(text, 10)
    },
  },
  HH: hour,
  H: hour,
  hh: hour,
  h: hour,
  mm: minute,
  m: minute,
  ss: second,
  s: second,
  SSS: {
    matches: /\d+/,
    read: (text, parts) => {
      parts.millisecond = Math.trunc(Number(`0.${text}`) * 1000)
    },
  },
  A: noon,
  a: noon,
  Z: zone,
  ZZ: zone,
  X: {
    matches: /[+-]?\d+(?:\.\d{1,3})?/,
    read: (text, parts) => {
      parts.moment = Number(text) * 1000
    },
  },
  x: {
    matches: /[+-]?\d+/,
    read: (text, parts) => {
      parts.moment = Number(text)
    },
  },
}

const split = /\[[^[]*\]|YYYY|YY|Y|MMMM|MMM|MM|M|DD|Do|D|HH|H|hh|h|mm|m|ss|s|SSS|ZZ|Z|A|a|X|x|./g

/**
 * A text as a moment in UTC by a pattern of Moment.js, as forgiving as that is: what does not fit is passed over. NaN where
 * nothing fits, or where a part is out of its bounds.
 */
export function readMoment(text: string, pattern = 'YYYY-MM-DD HH:mm:ss'): number {
  const own = text.endsWith('Z') ? 'YYYY-MM-DDTHH:mm:ss.SSSZ' : pattern
  const parts: Parts = {}
  let rest = text
  let hasAny = false
  for (const name of own.match(split) ?? []) {
    const token = tokens[name]
    const literal = name.replace(/^\[|\]$/g, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const found = rest.match(token?.matches ?? new RegExp(literal))
    if (!found) continue
    rest = rest.slice((found.index ?? 0) + found[0].length)
    if (!token) continue
    token.read(found[0], parts)
    hasAny = true
  }
  return hasAny ? momentOf(parts) : Number.NaN
}

function momentOf(parts: Parts): number {
  if (parts.moment !== undefined) return parts.moment
  const now = new Date()
  const startOfYear = parts.year ?? now.getUTCFullYear()
  const { month: inYear = 1, day: inMonth = 1, minute: minutes = 0, second: seconds = 0 } = parts
  const { hour: given = 0, isAfternoon, millisecond = 0, offsetMinutes = 0 } = parts
  const hours = isAfternoon === undefined ? given : (given % 12) + (isAfternoon ? 12 : 0)
  const days = new Date(Date.UTC(2000, inYear, 0)).setUTCFullYear(startOfYear, inYear, 0)
  const isWithin =
    inYear >= 1 &&
    inYear <= 12 &&
    inMonth >= 1 &&
    inMonth <= new Date(days).getUTCDate() &&
    hours <= 24 &&
    minutes < 60 &&
    seconds < 60
  if (!isWithin) return Number.NaN
  const date = new Date(0)
  date.setUTCFullYear(startOfYear, inYear - 1, inMonth)
  return date.setUTCHours(hours, minutes - offsetMinutes, seconds, millisecond)
}
