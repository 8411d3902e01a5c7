import { dayOf, isoWeek, localWeek } from './weeks.ts'

const pad = (value: number, width = 2): string => {
  const digits = String(Math.abs(value)).padStart(width, '0')
  return value < 0 ? `-${digits}` : digits
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** Patterns that stand for others. */
const named: Readonly<Record<string, string>> = {
  LTS: 'h:mm:ss A',
  LT: 'h:mm A',
  LLLL: 'dddd, MMMM D, YYYY h:mm A',
  LLL: 'MMMM D, YYYY h:mm A',
  LL: 'MMMM D, YYYY',
  L: 'MM/DD/YYYY',
  llll: 'ddd, MMM D, YYYY h:mm A',
  lll: 'MMM D, YYYY h:mm A',
  ll: 'MMM D, YYYY',
  l: 'M/D/YYYY',
}

const ordinal = (value: number): string => {
  const ends = ['th', 'st', 'nd', 'rd']
  const tens = Math.floor((value % 100) / 10)
  return `${value}${(tens === 1 ? undefined : ends[value % 10]) ?? 'th'}`
}

const hour12 = (date: Date): number => date.getUTCHours() % 12 || 12
const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - dayOf(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1
const era = (date: Date): string => (date.getUTCFullYear() > 0 ? 'AD' : 'BC')
const yearOfEra = (date: Date): number =>
  date.getUTCFullYear() > 0 ? date.getUTCFullYear() : 1 - date.getUTCFullYear()

/** What each letter of a pattern says of a moment in UTC. */
const letters: Readonly<Record<string, (date: Date) => string | number>> = {
  M: (date) => date.getUTCMonth() + 1,
  Mo: (date) => ordinal(date.getUTCMonth() + 1),
  MM: (date) => pad(date.getUTCMonth() + 1),
  MMM: (date) => (months[date.getUTCMonth()] ?? '').slice(0, 3),
  MMMM: (date) => months[date.getUTCMonth()] ?? '',
  Q: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  Qo: (date) => ordinal(Math.floor(date.getUTCMonth() / 3) + 1),
  D: (date) => date.getUTCDate(),
  Do: (date) => ordinal(date.getUTCDate()),
  DD: (date) => pad(date.getUTCDate()),
  DDD: dayOfYear,
  DDDo: (date) => ordinal(dayOfYear(date)),
  DDDD: (date) => pad(dayOfYear(date), 3),
  d: (date) => date.getUTCDay(),
  do: (date) => ordinal(date.getUTCDay()),
  dd: (date) => (days[date.getUTCDay()] ?? '').slice(0, 2),
  ddd: (date) => (days[date.getUTCDay()] ?? '').slice(0, 3),
  dddd: (date) => days[date.getUTCDay()] ?? '',
  e: (date) => date.getUTCDay(),
  E: (date) => date.getUTCDay() || 7,
  w: (date) => localWeek(date).week,
  wo: (date) => ordinal(localWeek(date).week),
  ww: (date) => pad(localWeek(date).week),
  W: (date) => isoWeek(date).week,
  Wo: (date) => ordinal(isoWeek(date).week),
  WW: (date) => pad(isoWeek(date).week),
  Y: (date) => (date.getUTCFullYear() <= 9999 ? pad(date.getUTCFullYear(), 4) : `+${date.getUTCFullYear()}`),
  YY: (date) => pad(date.getUTCFullYear() % 100),
  YYYY: (date) => pad(date.getUTCFullYear(), 4),
  YYYYY: (date) => pad(date.getUTCFullYear(), 5),
  YYYYYY: (date) => (date.getUTCFullYear() < 0 ? '' : '+') + pad(date.getUTCFullYear(), 6),
  gg: (date) => pad(localWeek(date).year % 100),
  gggg: (date) => pad(localWeek(date).year, 4),
  ggggg: (date) => pad(localWeek(date).year, 5),
  GG: (date) => pad(isoWeek(date).year % 100),
  GGGG: (date) => pad(isoWeek(date).year, 4),
  GGGGG: (date) => pad(isoWeek(date).year, 5),
  A: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  a: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  H: (date) => date.getUTCHours(),
  HH: (date) => pad(date.getUTCHours()),
  Hmm: (date) => `${date.getUTCHours()}${pad(date.getUTCMinutes())}`,
  Hmmss: (date) => `${date.getUTCHours()}${pad(date.getUTCMinutes())}${pad(date.getUTCSeconds())}`,
  h: hour12,
  hh: (date) => pad(hour12(date)),
  hmm: (date) => `${hour12(date)}${pad(date.getUTCMinutes())}`,
  hmmss: (date) => `${hour12(date)}${pad(date.getUTCMinutes())}${pad(date.getUTCSeconds())}`,
  k: (date) => date.getUTCHours() || 24,
  kk: (date) => pad(date.getUTCHours() || 24),
  m: (date) => date.getUTCMinutes(),
  mm: (date) => pad(date.getUTCMinutes()),
  s: (date) => date.getUTCSeconds(),
  ss: (date) => pad(date.getUTCSeconds()),
  z: () => 'UTC',
  zz: () => 'UTC',
  Z: () => '+00:00',
  ZZ: () => '+0000',
  X: (date) => Math.floor(date.getTime() / 1000),
  x: (date) => date.getTime(),
  y: yearOfEra,
  N: era,
  NN: era,
  NNN: era,
  NNNN: (date) => (date.getUTCFullYear() > 0 ? 'Anno Domini' : 'Before Christ'),
  NNNNN: era,
}

const tokens =
  /(\[[^[]*\])|(\\)?([Hh]mm(?:ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|w[o|w]?|W[o|W]?|Qo?|N{1,5}|YYYYYY|YYYYY|YYYY|YY|y{2,4}|yo?|gg(?:ggg?)?|GG(?:GGG?)?|e|E|a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X|zz?|ZZ?|.)/g

/** A moment in UTC by a pattern of Moment.js, the library that Grafana writes moments with: `YYYY-MM-DD HH:mm:ss`. */
export function writeMoment(milliseconds: number, pattern: string): string {
  const date = new Date(Math.trunc(milliseconds))
  if (Number.isNaN(date.getTime())) return 'Invalid date'
  const plain = (pattern || 'YYYY-MM-DD[T]HH:mm:ss[Z]').replace(
    /(\[[^[]*\])|(\\)?(LTS|LT|LL?L?L?|l{1,4})/g,
    (all, quoted, _, name: string) => (quoted === undefined ? (named[name] ?? all) : all),
  )
  return plain.replace(tokens, (all, quoted, slash, token: string) => {
    if (quoted !== undefined) return all.slice(1, -1)
    if (slash !== undefined) return token
    if (/^S+$/.test(token)) return pad(date.getUTCMilliseconds(), 3).padEnd(9, '0').slice(0, token.length)
    return Object.hasOwn(letters, token) ? String(letters[token]?.(date)) : token
  })
}
