import { defineProject } from 'sightline'
import { alerts } from './alerts/index.ts'
import { dashboards } from './dashboards/index.ts'
import packageJson from './package.json' with { type: 'json' }
import { sample } from './sample/index.ts'
import { sql } from './sql/index.ts'

export default defineProject({
  name: 'ytempire',
  version: packageJson.version,
  folder: { uid: 'ytempire', title: 'YTEMPIRE Analytics' },
  definitions: [...sql, ...dashboards, ...alerts],
  sample,
  check: {
    exclude: [
      {
        rule: 'unused-view',
        where: 'analytics.ltv_calculation',
        reason: 'Finance queries lifetime value in its own SQL; the specification asks for no panel.',
      },
      {
        rule: 'unused-view',
        where: 'analytics.cac_calculation',
        reason: 'Finance queries acquisition cost in its own SQL; the specification asks for no panel.',
      },
    ],
  },
})
