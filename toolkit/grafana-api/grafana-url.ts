import { SightlineError } from '../foundation/sightline-error.ts'

/**
 * The address of a Grafana, also below a path: `https://example.com/grafana`.
 *
 * @throws SightlineError for what is none; it is not printed where it may hold a password
 */
export function grafanaUrl(text: string): URL {
  if (!URL.canParse(text)) throw refused('This is not the address of a Grafana.', text)
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refused('The address is not a web address.', text)
  if (url.username !== '' || url.password !== '') {
    throw new SightlineError({
      code: 'credentials-in-grafana-address',
      what: 'The address of Grafana holds a user or a password.',
      value: `${url.origin}${url.pathname}`,
      next: 'Leave them out of the address, and put `user:password` or a token into GRAFANA_TOKEN.',
    })
  }
  url.search = ''
  url.hash = ''
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url
}

/** The address of Grafana for people: without a slash at its end. */
export const describeGrafana = (url: URL): string => url.href.replace(/\/$/, '')

function refused(what: string, text: string): SightlineError {
  const value = /^https?:/.test(text) && !text.includes('@') ? { value: text } : {}
  return new SightlineError({
    code: 'invalid-grafana-address',
    what,
    ...value,
    next: 'Write it like https://grafana.example.com or http://localhost:3000.',
  })
}
