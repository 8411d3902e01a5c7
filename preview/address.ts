import type { GivenVariables } from '../toolkit/preview/api.ts'

/** Where the page stands: Grafana's own addresses, so that links carry over. */
export type Place =
  | { readonly kind: 'dashboard'; readonly uid: string }
  | { readonly kind: 'alerts' }
  | { readonly kind: 'lineage' }
  | { readonly kind: 'reports' }
  | { readonly kind: 'home' }

export function placeOf({ pathname }: Location | URL): Place {
  const [, first, second] = pathname.split('/').map(decodeURIComponent)
  if (first === 'd' && second) return { kind: 'dashboard', uid: second }
  if (first === 'alerts' || first === 'alerting') return { kind: 'alerts' }
  if (first === 'reports') return { kind: 'reports' }
  if (first === 'lineage') return { kind: 'lineage' }
  return { kind: 'home' }
}

/** The parameters of the address: `from`, `to`, `refresh`, `var-NAME`, `theme`. */
export const parameters = (): URLSearchParams => new URLSearchParams(location.search)

export function givenVariables(): GivenVariables {
  const address = parameters()
  const names = [...new Set(address.keys())].filter((name) => name.startsWith('var-'))
  return Object.fromEntries(names.map((name) => [name.slice('var-'.length), address.getAll(name)]))
}

/** Changes parameters of the address, and tells the page. */
export function changeParameters(changes: Readonly<Record<string, string | readonly string[] | null>>): void {
  const address = parameters()
  for (const [name, value] of Object.entries(changes)) {
    address.delete(name)
    for (const one of value === null ? [] : typeof value === 'string' ? [value] : value)
      address.append(name, one)
  }
  goTo(`${location.pathname}?${address}`)
}

/** Goes to an address of the page without loading it again. */
export function goTo(address: string): void {
  history.pushState(null, '', address)
  dispatchEvent(new PopStateEvent('popstate'))
}

/** Follows links inside of the page without loading it again. */
export function followLinks(): void {
  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || link.getAttribute('target') === '_blank') return
    const address = new URL(link.getAttribute('href') ?? '', location.href)
    if (address.origin !== location.origin) return
    event.preventDefault()
    goTo(address.pathname + address.search)
  })
}
