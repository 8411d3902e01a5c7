import { isoMoment } from '../../toolkit/drawing/shown-value.ts'
import { momentOfWallClock, type Zone } from '../../toolkit/grafana/model/time/zone.ts'
import { changeParameters } from '../address.ts'
import { element, icon } from '../dom.ts'
import { popup } from '../popup.ts'

const quickRanges = [
  ['now-5m', 'now', 'Last 5 minutes'],
  ['now-15m', 'now', 'Last 15 minutes'],
  ['now-30m', 'now', 'Last 30 minutes'],
  ['now-1h', 'now', 'Last 1 hour'],
  ['now-3h', 'now', 'Last 3 hours'],
  ['now-6h', 'now', 'Last 6 hours'],
  ['now-12h', 'now', 'Last 12 hours'],
  ['now-24h', 'now', 'Last 24 hours'],
  ['now-2d', 'now', 'Last 2 days'],
  ['now-7d', 'now', 'Last 7 days'],
  ['now-30d', 'now', 'Last 30 days'],
  ['now-90d', 'now', 'Last 90 days'],
  ['now-6M', 'now', 'Last 6 months'],
  ['now-1y', 'now', 'Last 1 year'],
  ['now/d', 'now/d', 'Today'],
  ['now-1d/d', 'now-1d/d', 'Yesterday'],
  ['now/w', 'now/w', 'This week'],
  ['now/M', 'now/M', 'This month'],
  ['now/y', 'now/y', 'This year'],
] as const

const units: Readonly<Record<string, string>> = {
  s: 'second',
  m: 'minute',
  h: 'hour',
  d: 'day',
  w: 'week',
  M: 'month',
  y: 'year',
}

/** A range in words: `Last 30 days`, or its two moments by the clocks of a zone. */
export function rangeText(from: string, to: string, zone: Zone): string {
  const known = quickRanges.find(([start, end]) => start === from && end === to)
  if (known) return known[2]
  const [, count, unit = ''] = /^now-(\d+)([smhdwMy])$/.exec(from) ?? []
  if (count && to === 'now') return `Last ${count} ${units[unit]}${count === '1' ? '' : 's'}`
  return `${momentText(from, zone)} to ${momentText(to, zone)}`
}

/** A panel's own `timeFrom` in words. */
export const spanText = (timeFrom: string): string =>
  rangeText(`now-${timeFrom.replace(/^now-/, '')}`, 'now', 'utc')

const momentText = (text: string, zone: Zone): string =>
  /^\d+$/.test(text) ? isoMoment(Number(text), zone).replace(/:00$/, '') : text

/** The picker of the dashboard's time range. */
export function timePicker(from: string, to: string, zone: Zone): HTMLElement {
  const text = rangeText(from, to, zone)
  const button = element(
    'button',
    { type: 'button', id: 'time-range', class: 'control', 'aria-label': `Time range: ${text}` },
    icon('M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4.5V8l2.5 1.8'),
    text,
    element('span', { class: 'control-note' }, zoneText(zone)),
  )
  return popup(button, 'Time range', (close) => {
    const choose = (start: string, end: string) => {
      close()
      changeParameters({ from: start, to: end })
    }
    return element(
      'div',
      { class: 'time-picker' },
      ownRange(from, to, zone, choose),
      element(
        'ul',
        { class: 'choices' },
        ...quickRanges.map(([start, end, name]) => {
          const current = start === from && end === to ? 'true' : undefined
          const choice = {
            type: 'button',
            'aria-current': current,
            onclick: () => choose(start, end),
          } as const
          return element('li', {}, element('button', choice, name))
        }),
      ),
    )
  })
}

/** What a zone is called: `UTC`, `Europe/Oslo`. */
const zoneText = (zone: Zone): string => (zone === 'utc' ? 'UTC' : zone)

function ownRange(
  from: string,
  to: string,
  zone: Zone,
  choose: (from: string, to: string) => void,
): HTMLElement {
  const start = element('input', { name: 'from', value: momentText(from, zone), autocomplete: 'off' })
  const end = element('input', { name: 'to', value: momentText(to, zone), autocomplete: 'off' })
  const problem = element('p', { class: 'form-problem', role: 'alert' })
  const form = element(
    'form',
    { class: 'own-range' },
    element('label', {}, 'From', start),
    element('label', {}, 'To', end),
    problem,
    element('button', { type: 'submit', class: 'primary' }, 'Apply'),
    element('p', { class: 'form-note' }, `now-30d, now/d, or 2026-01-15 08:00 in ${zoneText(zone)}`),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const [first, last] = [asParameter(start.value, zone), asParameter(end.value, zone)]
    if (first !== undefined && last !== undefined) return choose(first, last)
    problem.textContent = `This is not a time: ${first === undefined ? start.value : end.value}`
  })
  return form
}

/** What somebody typed by the clocks of a zone as Grafana writes it in addresses: milliseconds, or relative to now. */
function asParameter(text: string, zone: Zone): string | undefined {
  const trimmed = text.trim()
  if (/^now(?:[-+]\d+[smhdwMy])?(?:\/[smhdwMy])?$/.test(trimmed) || /^\d{10,}$/.test(trimmed)) return trimmed
  const isExact = /(?:[zZ]|[-+]\d\d:\d\d)$/.test(trimmed)
  const day = /^\d{4}-\d\d-\d\d$/.test(trimmed) ? `${trimmed}T00:00` : trimmed
  const read = new Date(isExact ? trimmed : `${day.replace(' ', 'T')}Z`)
  if (Number.isNaN(read.getTime())) return undefined
  return String(isExact ? read.getTime() : momentOfWallClock(read, zone).getTime())
}
