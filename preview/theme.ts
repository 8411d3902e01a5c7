import type { Theme } from '../toolkit/grafana/model/display/named-colors.ts'
import { parameters } from './address.ts'

const dark = matchMedia('(prefers-color-scheme: dark)')
const key = 'sightline-theme'

/** Light or dark: what the address asks for, or what was chosen last, or what the system says. */
export function currentTheme(): Theme {
  const wanted = parameters().get('theme') ?? localStorage.getItem(key)
  if (wanted === 'light' || wanted === 'dark') return wanted
  return dark.matches ? 'dark' : 'light'
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = currentTheme()
}

/** Chooses the other theme, and keeps it for the next time. */
export function switchTheme(): void {
  localStorage.setItem(key, currentTheme() === 'dark' ? 'light' : 'dark')
  const address = parameters()
  address.delete('theme')
  history.replaceState(null, '', `${location.pathname}?${address}`)
  applyTheme()
  dispatchEvent(new Event('themechange'))
}

dark.addEventListener('change', () => {
  applyTheme()
  dispatchEvent(new Event('themechange'))
})
