import * as v from 'valibot'
import { isJsonObject, type JsonObject } from '../../foundation/json.ts'
import type { StoredFormat } from '../../foundation/stored-format.ts'
import type { DesiredGrafana } from '../desired-grafana.ts'

/** In a release folder the dashboards are files of their own. */
export type StoredGrafana = Omit<DesiredGrafana, 'dashboards'>

const text = v.string()
const texts = v.array(text)
const json = v.custom<JsonObject>(isJsonObject, 'it should be an object')

const setting = v.union([text, v.boolean(), v.strictObject({ environment: text })])
const integration = v.strictObject({
  uid: text,
  type: text,
  settings: v.record(text, setting),
  disableResolveMessage: v.boolean(),
})

const schema = v.strictObject({
  project: text,
  version: text,
  folder: v.strictObject({ uid: text, title: text }),
  dataSource: v.strictObject({
    uid: text,
    name: text,
    plugin: v.picklist(['grafana-postgresql-datasource', 'postgres']),
  }),
  dashboardTag: text,
  messageTemplates: v.array(v.strictObject({ name: text, text })),
  muteTimings: v.optional(v.array(v.strictObject({ name: text, intervals: v.array(json) })), []),
  contactPoints: v.array(v.strictObject({ name: text, integrations: v.array(integration) })),
  groupPrefix: text,
  ruleGroups: v.array(
    v.strictObject({
      name: text,
      seconds: v.number(),
      rules: v.array(v.strictObject({ uid: text, title: text, json })),
    }),
  ),
  markTags: texts,
})

/** What a release wants of a Grafana, as it is kept in a release folder. */
export const desiredGrafanaFormat: StoredFormat<StoredGrafana> = {
  name: 'a desired state of Grafana',
  schema,
  upgrades: [({ dashboards: _, ...rest }) => rest],
  next: 'Run `sightline build --out FOLDER` again, and name that folder.',
}
