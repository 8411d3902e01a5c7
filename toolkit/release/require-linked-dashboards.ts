import type { Dashboard as DashboardJson, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Dashboard } from '../define/dashboards/dashboard.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { allPanels } from '../grafana/all-panels.ts'
import { place } from './project-index.ts'

/** Refuses a data link to a dashboard that is not listed: it is named by its uid, which the compiler cannot check. */
export function requireLinkedDashboards(
  definition: Dashboard,
  json: DashboardJson,
  uids: readonly string[],
): void {
  for (const panel of allPanels(json.panels ?? [])) {
    if (!hasLinks(panel)) continue
    for (const [, uid = ''] of JSON.stringify(panel.fieldConfig ?? {}).matchAll(
      /"url":"\/d\/([^/?"]+)\?\$\{__url_time_range\}/g,
    )) {
      if (uids.includes(uid)) continue
      throw new SightlineError({
        code: 'unlisted-definition',
        what: `A link of the panel "${panel.title ?? ''}" leads to a dashboard that the project does not list.`,
        value: uid,
        ...place(definition),
        next: `Use the uid of one of its dashboards: ${uids.join(', ')}.`,
      })
    }
  }
}

/** Most panels have none, and their text need not be searched. */
function hasLinks({ fieldConfig }: Panel): boolean {
  const { defaults, overrides = [] } = fieldConfig ?? {}
  return (
    (defaults?.links ?? []).length > 0 ||
    overrides.some(({ properties }) => properties.some(({ id }) => id === 'links'))
  )
}
