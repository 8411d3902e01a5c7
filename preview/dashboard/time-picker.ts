import { isoMoment } from '../../toolkit/drawing/shown-value.ts'
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

/** A range in words: `Last 30 days`, or its two moments. */
export function rangeText(from: string, to: string): string {
  const known = quickRanges.find(([start, end]) => start === from && end === to)
  if (known) return known[2]
  const [, count, unit = ''] = /^now-(\d+)([smhdwMy])$/.exec(from) ?? []
  if (count && to === 'now') return `Last ${count} ${units[unit]}${count === '1' ? '' : 's'}`
  return `${momentText(from)} to ${momentText(to)}`
}

/** A panel's own `timeFrom` in words. */
export const spanText = (timeFrom: string): string => rangeText(`now-${timeFrom.replace(/^now-/, '')}`, 'now')

const momentText = (text: string): string =>
  /^\d+$/.test(text) ? isoMoment(Number(text)).replace(/:00$/, '') : text

/** The picker of the dashboard's time range. */
export function timePicker(from: string, to: string): HTMLElement {
  const text = rangeText(from, to)
  const button = element(
    'button',
    { type: 'button', id: 'time-range', class: 'control', 'aria-label': `Time range: ${text}` },
    icon('M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4.5V8l2.5 1.8'),
    text,
    element('span', { class: 'control-note' }, 'UTC'),
  )
  return popup(button, 'Time range', (close) => {
    const choose = (start: string, end: string) => {
      close()
      changeParameters({ from: start, to: end })
    }
    return element(
      'div',
      { class: 'time-picker' },
      ownRange(from, to, choose),
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

function ownRange(from: string, to: string, choose: (from: string, to: string) => void): HTMLElement {
  const start = element('input', { name: 'from', value: momentText(from), autocomplete: 'off' })
  const end = element('input', { name: 'to', value: momentText(to), autocomplete: 'off' })
  const problem = element('p', { class: 'form-problem', role: 'alert' })
  const form = element(
    'form',
    { class: 'own-range' },
    element('label', {}, 'From', start),
    element('label', {}, 'To', end),
    problem,
    element('button', { type: 'submit', class: 'primary' }, 'Apply'),
    element('p', { class: 'form-note' }, 'now-30d, now/d, or 2026-01-15 08:00 in UTC'),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const [first, last] = [asParameter(start.value), asParameter(end.value)]
    if (first !== undefined && last !== undefined) return choose(first, last)
    problem.textContent = `This is not a time: ${first === undefined ? start.value : end.value}`
  })
  return form
}

/** What somebody typed as Grafana writes it in addresses: milliseconds, or relative to now. */
function asParameter(text: string): string | undefined {
  const trimmed = text.trim()
  if (/^now(?:[-+]\d+[smhdwMy])?(?:\/[smhdwMy])?$/.test(trimmed) || /^\d{10,}$/.test(trimmed)) return trimmed
  const moment = Date.parse(/[zZ]$/.test(trimmed) ? trimmed : `${trimmed.replace(' ', 'T')}Z`)
  const day = Date.parse(trimmed)
  const found = Number.isNaN(moment) ? day : moment
  return Number.isNaN(found) ? undefined : String(found)
}
