import { markText } from '../grafana/release-mark.ts'
import type { DesiredGrafana } from '../release/desired-grafana.ts'
import type { GrafanaDifference } from './compare-grafana.ts'
import { removeDashboard, saveDashboard } from './dashboards.ts'
import type { GrafanaApi } from './grafana-api.ts'

/** Makes a dashboard what it should be, or removes it where no definition has it any more. */
export async function pushDashboard(
  api: GrafanaApi,
  { project, version, dashboards }: DesiredGrafana,
  { uid, state }: GrafanaDifference,
): Promise<void> {
  if (state === 'left over') return removeDashboard(api, uid)
  const wanted = dashboards.find((dashboard) => dashboard.uid === uid)
  if (!wanted) return
  await saveDashboard(api, {
    folderUid: wanted.folderUid,
    json: wanted.json,
    message: markText(project, version),
  })
}
