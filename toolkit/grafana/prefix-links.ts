import type { Dashboard as DashboardJson, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard'

/** A dashboard whose links lead to the prefixed copies of these dashboards; SQL is left as it is. */
export function prefixLinks(json: DashboardJson, prefix: string, uids: readonly string[]): DashboardJson {
  if (prefix === '') return json
  const originals = new Set(uids.map((uid) => uid.slice(prefix.length)))
  const change = (text: string): string =>
    text.replace(/\/d\/([a-zA-Z0-9_-]+)/g, (whole, uid: string) =>
      originals.has(uid) ? `/d/${prefix}${uid}` : whole,
    )
  const links = (json.links ?? []).map((link) => ({
    ...link,
    tags: link.tags.map((tag) => prefix + tag),
    ...(typeof link.url === 'string' ? { url: change(link.url) } : {}),
  }))
  return { ...json, links, panels: (json.panels ?? []).map((panel) => ofPanel(panel, change)) }
}

function ofPanel<P extends Panel | RowPanel>(panel: P, change: (text: string) => string): P {
  if ('panels' in panel) return { ...panel, panels: panel.panels.map((inner) => ofPanel(inner, change)) }
  const texts = ['fieldConfig', 'links', 'options'].flatMap((key) => {
    const value: unknown = Object.entries(panel).find(([own]) => own === key)?.[1]
    return value === undefined ? [] : [[key, changed(value, change)]]
  })
  return { ...panel, ...Object.fromEntries(texts) }
}

/** A copy of a value in which every text is changed. */
function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((each) => changed(each, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, changed(each, change)]))
}
