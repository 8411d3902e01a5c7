/** How values of a unit are written: scaled by steps of a factor, with a sign before or after. */
export interface UnitForm {
  readonly prefix?: string
  /** The words after the number, from the smallest step up. */
  readonly steps: readonly string[]
  readonly factor: number
  /** Which of the steps the value is given in. */
  readonly offset?: number
}

const thousands = ['', ' K', ' Mil', ' Bil', ' Tri', ' Quadr']
const money = ['', 'K', 'M', 'B', 'T']
const si = ['', 'k', 'M', 'G', 'T', 'P', 'E']
const iec = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']

const scaled = (steps: readonly string[], offset = 0): UnitForm => ({ steps, factor: 1000, offset })
const binary = (unit: string, offset = 0): UnitForm => ({
  steps: iec.map((step) => ` ${step}${unit}`),
  factor: 1024,
  offset,
})
const decimal = (unit: string, offset = 0): UnitForm =>
  scaled(
    si.map((step) => ` ${step}${unit}`),
    offset,
  )
const rate = (unit: string): UnitForm => scaled(['', 'K', 'M', 'B', 'T'].map((step) => `${step} ${unit}`))
const plain = (unit: string): UnitForm => ({ steps: [unit], factor: 1000 })
export const currency = (sign: string): UnitForm => ({ prefix: sign, steps: money, factor: 1000 })
export const siUnit = (unit: string): UnitForm => decimal(unit)
export const countOf = (unit: string): UnitForm => rate(unit)

const signs: Readonly<Record<string, string>> = {
  USD: '$',
  GBP: '£',
  EUR: '€',
  JPY: '¥',
  CNY: '¥',
  INR: '₹',
  KRW: '₩',
  RUB: '₽',
  UAH: '₴',
  BRL: 'R$',
  BTC: '฿',
  TRY: '₺',
  VND: '₫',
  ILS: '₪',
  PHP: '₱',
  NGN: '₦',
  THB: '฿',
  IDR: 'Rp',
  MYR: 'RM',
  ZAR: 'R',
  CHF: 'CHF ',
  PLN: 'PLN ',
  CZK: 'Kč ',
  HUF: 'Ft ',
  RON: 'RON ',
  SEK: 'kr ',
  NOK: 'kr ',
  DKK: 'kr ',
  ISK: 'kr ',
}

const forms: Readonly<Record<string, UnitForm>> = {
  none: plain(''),
  string: plain(''),
  short: scaled(thousands),
  percent: plain('%'),
  humidity: plain('%H'),
  bytes: binary('B'),
  kbytes: binary('B', 1),
  mbytes: binary('B', 2),
  gbytes: binary('B', 3),
  tbytes: binary('B', 4),
  decbytes: decimal('B'),
  deckbytes: decimal('B', 1),
  decmbytes: decimal('B', 2),
  decgbytes: decimal('B', 3),
  bits: binary('b'),
  decbits: decimal('b'),
  Bps: decimal('B/s'),
  KBs: decimal('B/s', 1),
  MBs: decimal('B/s', 2),
  GBs: decimal('B/s', 3),
  bps: decimal('b/s'),
  Kbits: decimal('b/s', 1),
  Mbits: decimal('b/s', 2),
  Gbits: decimal('b/s', 3),
  binBps: binary('B/s'),
  binbps: binary('b/s'),
  pps: decimal('p/s'),
  cps: rate('c/s'),
  ops: rate('ops/s'),
  reqps: rate('req/s'),
  rps: rate('rd/s'),
  wps: rate('wr/s'),
  iops: rate('io/s'),
  eps: rate('evt/s'),
  mps: rate('msg/s'),
  recps: rate('rec/s'),
  rowsps: rate('rows/s'),
  cpm: rate('c/m'),
  opm: rate('ops/m'),
  reqpm: rate('req/m'),
  rpm: rate('rd/m'),
  wpm: rate('wr/m'),
  hertz: decimal('Hz'),
  watt: decimal('W'),
  kwatt: decimal('W', 1),
  watth: decimal('Wh'),
  kwatth: decimal('Wh', 1),
  joule: decimal('J'),
  volt: decimal('V'),
  amp: decimal('A'),
  ohm: decimal('Ω'),
  celsius: plain('°C'),
  fahrenheit: plain('°F'),
  kelvin: plain(' K'),
  degree: plain('°'),
  dB: plain(' dB'),
  lengthm: decimal('m'),
  lengthkm: decimal('m', 1),
  lengthmm: plain(' mm'),
  massg: decimal('g'),
  masskg: decimal('g', 1),
  pixel: plain(' px'),
  ppm: plain(' ppm'),
  velocityms: plain(' m/s'),
  velocitykmh: plain(' km/h'),
}

/** How a unit of Grafana, or one of its custom forms such as `suffix: videos`, is written; undefined for a word of its own. */
export function unitForm(unit: string): UnitForm | undefined {
  const known = forms[unit]
  if (known) return known
  if (unit.startsWith('currency:')) return currency(unit.slice('currency:'.length))
  if (unit.startsWith('currency')) {
    const code = unit.slice('currency'.length)
    return currency(signs[code] ?? `${code} `)
  }
  const [, kind, text = ''] = /^(suffix|prefix|si|count):(.*)$/.exec(unit) ?? []
  if (kind === 'suffix') return plain(text)
  if (kind === 'prefix') return { prefix: text, steps: [''], factor: 1000 }
  if (kind === 'si') return siUnit(text)
  return kind === 'count' ? countOf(text) : undefined
}
