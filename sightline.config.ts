import { defineProject, redirect, secret } from 'sightline'
import { email } from 'sightline/integrations'
import { critical, warnings } from './alerts/contact-points.ts'
import { alerts } from './alerts/index.ts'
import { caches } from './cache/index.ts'
import { dashboards } from './dashboards/index.ts'
import packageJson from './package.json' with { type: 'json' }
import { realtime } from './realtime/index.ts'
import { reports } from './reports/index.ts'
import { sample } from './sample/index.ts'
import { stream } from './sample/stream.ts'
import { sql } from './sql/index.ts'

/** Whoever tries something out hears of it alone. */
const mail = email({ to: secret('ALERT_ADDRESSES') })

export default defineProject({
  name: 'ytempire',
  version: packageJson.version,
  folder: { uid: 'ytempire', title: 'YTEMPIRE Analytics' },
  definitions: [...sql, ...realtime, ...caches, ...dashboards, ...alerts, ...reports],
  environments: {
    dev: {
      prefix: process.env.SIGHTLINE_PREFIX,
      contactPoints: [redirect(warnings, mail), redirect(critical, mail)],
    },
    staging: {
      folder: { uid: 'ytempire-staging', title: 'YTEMPIRE Analytics (staging)' },
      contactPoints: [redirect(critical, ...warnings.integrations)],
    },
    production: {},
  },
  sample,
  simulation: stream,
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
