import type { Dashboard as DashboardJson } from '@grafana/grafana-foundation-sdk/dashboard'
import { parameters } from '../address.ts'
import { element } from '../dom.ts'
import { currentProject } from '../project.ts'

/** The links of a dashboard: to others with a tag, and to pages elsewhere. */
export function dashboardLinks({ links = [] }: DashboardJson, uid: string): HTMLElement[] {
  return links.flatMap(({ type, tags, title, url, keepTime, includeVars, targetBlank }) => {
    const carried = carriedParameters(keepTime, includeVars)
    if (type === 'dashboards') {
      const others = currentProject().dashboards.filter(
        (other) => other.uid !== uid && tags.every((tag) => other.tags.includes(tag)),
      )
      return others.map((other) =>
        element('a', { class: 'dashboard-link', href: `/d/${other.uid}${carried}` }, other.title),
      )
    }
    if (!url || !/^(https?:\/\/|\/(?!\/))/.test(url)) return []
    const target = targetBlank ? { target: '_blank', rel: 'noreferrer' } : {}
    return [element('a', { class: 'dashboard-link', href: url, ...target }, title)]
  })
}

function carriedParameters(keepTime: boolean, includeVars: boolean): string {
  const address = parameters()
  const kept = [...address].filter(([name]) => {
    return (keepTime && (name === 'from' || name === 'to')) || (includeVars && name.startsWith('var-'))
  })
  const text = String(new URLSearchParams(kept))
  return text === '' ? '' : `?${text}`
}
