import * as v from 'valibot'
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../foundation/json.ts'
import type { StoredFormat } from '../../foundation/stored-format.ts'
import type { DesiredGrafana } from '../desired-grafana.ts'

/** In a release folder the dashboards are files of their own. */
export type StoredGrafana = Omit<DesiredGrafana, 'dashboards'>

const text = v.string()
const texts = v.array(text)
const json = v.custom<JsonObject>(isJsonObject, 'it should be an object')

const integration = v.strictObject({
  uid: text,
  type: text,
  settings: json,
  disableResolveMessage: v.boolean(),
})

const dataSource = {
  uid: text,
  name: text,
  plugin: v.picklist(['grafana-postgresql-datasource', 'postgres']),
  readFrom: v.exactOptional(v.picklist(['primary', 'replica'])),
}

const schema = v.strictObject({
  project: text,
  version: text,
  folder: v.strictObject({ uid: text, title: text }),
  folders: v.array(v.strictObject({ uid: text, title: text, parentUid: text })),
  placed: v.record(text, text),
  dataSource: v.strictObject(dataSource),
  dataSources: v.array(v.strictObject({ ...dataSource, database: text })),
  dashboardTag: text,
  messageTemplates: v.array(v.strictObject({ name: text, text })),
  muteTimings: v.optional(v.array(v.strictObject({ name: text, intervals: v.array(json) })), []),
  contactPoints: v.array(v.strictObject({ name: text, integrations: v.array(integration) })),
  groupPrefix: text,
  ruleGroups: v.array(
    v.strictObject({
      name: text,
      folderUid: text,
      seconds: v.number(),
      rules: v.array(v.strictObject({ uid: text, title: text, json })),
    }),
  ),
  markTags: texts,
})

/** Format 1 had one folder, and wrote a secret without its kind; nothing else in its settings was an object. */
function withFoldersAndKinds(older: JsonObject): JsonObject {
  const named = (value: Json): Json => {
    if (isJsonList(value)) return value.map(named)
    if (!isJsonObject(value)) return value
    const { environment } = value
    if (typeof environment === 'string') return { kind: 'secret', environment }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one)]))
  }
  const folderUid = isJsonObject(older.folder) ? (older.folder.uid ?? null) : null
  const groups = isJsonList(older.ruleGroups) ? older.ruleGroups : []
  return {
    ...older,
    folders: [],
    placed: {},
    contactPoints: named(older.contactPoints ?? []),
    ruleGroups: groups.map((group) => (isJsonObject(group) ? { ...group, folderUid } : group)),
  }
}

/** Format 2 knew one database. */
const withDataSources = (older: JsonObject): JsonObject => ({ ...older, dataSources: [] })

/** What a release wants of a Grafana, as it is kept in a release folder. */
export const desiredGrafanaFormat: StoredFormat<StoredGrafana> = {
  name: 'a desired state of Grafana',
  schema,
  upgrades: [({ dashboards: _, ...rest }) => rest, withFoldersAndKinds, withDataSources],
  next: 'Run `sightline build --out FOLDER` again, and name that folder.',
}
