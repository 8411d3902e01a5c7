import { type Release, SightlineError } from 'sightline/engine'

/**
 * The uids of the dashboards that somebody named by uids or parts of titles; all of them where nobody named any.
 *
 * @throws SightlineError for a name that no dashboard has
 */
export function chosenDashboards({ dashboards }: Release, wanted: readonly string[]): string[] {
  const known = dashboards.map(({ definition }) => definition)
  if (wanted.length === 0) return known.map(({ uid }) => uid)
  return wanted.map((name) => {
    const text = name.toLowerCase()
    const found =
      known.find(({ uid }) => uid === name) ??
      known.find(({ uid, title }) => `${uid} ${title}`.toLowerCase().includes(text))
    if (found) return found.uid
    throw new SightlineError({
      code: 'unknown-dashboard',
      what: 'This project has no such dashboard.',
      value: name,
      next: `Use one of: ${known.map(({ uid }) => uid).join(', ')}.`,
    })
  })
}
