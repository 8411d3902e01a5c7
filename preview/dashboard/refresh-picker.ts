import { changeParameters } from '../address.ts'
import { element, icon } from '../dom.ts'

const intervals = ['5s', '10s', '30s', '1m', '5m', '15m', '30m', '1h', '2h', '1d']
const lengths: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** The milliseconds of a refresh interval; undefined where the page is not asked again by itself. */
export function refreshMilliseconds(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? []
  const length = lengths[unit]
  return count && length ? Number(count) * length : undefined
}

/** A button that asks again, and how often that happens by itself. */
export function refreshPicker(refresh: string, onRefresh: () => void): HTMLElement {
  const known = refreshMilliseconds(refresh) === undefined ? '' : refresh
  const all = known === '' || intervals.includes(known) ? intervals : [known, ...intervals]
  const select = element(
    'select',
    { id: 'refresh-interval', 'aria-label': 'Refresh interval', class: 'control' },
    ...['', ...all].map((value) => element('option', { value, selected: value === known }, value || 'Off')),
  )
  select.addEventListener('change', () => changeParameters({ refresh: select.value }))
  const button = element(
    'button',
    {
      type: 'button',
      class: 'control',
      'aria-label': 'Refresh now',
      title: 'Refresh now (r)',
      onclick: onRefresh,
    },
    icon('M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8v2.7h-2.7'),
  )
  return element('div', { class: 'joined' }, button, select)
}
