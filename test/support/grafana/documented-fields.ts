/** The type that the documentation gives a field of a request, and whether it must be there. */
export type FieldType = 'text' | 'number' | 'flag' | 'object' | 'list' | 'any'
export type Fields = Readonly<Record<string, FieldType | `${FieldType}!`>>

/** The bodies of the requests, as Grafana's HTTP API reference describes them. */
export const bodies = {
  createFolder: { uid: 'text', title: 'text!', parentUid: 'text', description: 'text' },
  moveFolder: { parentUid: 'text!' },
  updateFolder: { title: 'text!', version: 'number', overwrite: 'flag', description: 'text' },
  dataSource: {
    uid: 'text',
    name: 'text!',
    type: 'text!',
    access: 'text!',
    url: 'text',
    user: 'text',
    database: 'text',
    basicAuth: 'flag',
    basicAuthUser: 'text',
    withCredentials: 'flag',
    isDefault: 'flag',
    jsonData: 'object',
    secureJsonData: 'object',
  },
  dashboard: {
    dashboard: 'object!',
    folderId: 'number',
    folderUid: 'text',
    message: 'text',
    overwrite: 'flag',
  },
  rule: {
    id: 'number',
    uid: 'text',
    orgID: 'number!',
    folderUID: 'text!',
    ruleGroup: 'text!',
    title: 'text!',
    condition: 'text!',
    data: 'list!',
    noDataState: 'text!',
    execErrState: 'text!',
    for: 'text!',
    keep_firing_for: 'text',
    annotations: 'object',
    labels: 'object',
    isPaused: 'flag',
    notification_settings: 'object',
    missingSeriesEvalsToResolve: 'number',
    record: 'object',
    updated: 'text',
    provenance: 'text',
  },
  ruleQuery: {
    refId: 'text!',
    queryType: 'text',
    relativeTimeRange: 'object',
    datasourceUid: 'text!',
    model: 'object!',
  },
  ruleGroup: { title: 'text', folderUid: 'text', interval: 'number!', rules: 'list' },
  contactPoint: {
    uid: 'text',
    name: 'text!',
    type: 'text!',
    settings: 'object!',
    disableResolveMessage: 'flag',
    provenance: 'text',
  },
  template: { template: 'text!', version: 'text' },
  muteTiming: { name: 'text!', time_intervals: 'list!', version: 'text', provenance: 'text' },
  createAnnotation: {
    dashboardId: 'number',
    dashboardUID: 'text',
    panelId: 'number',
    time: 'number',
    timeEnd: 'number',
    tags: 'list',
    text: 'text!',
    data: 'object',
  },
  updateAnnotation: { text: 'text', tags: 'list', time: 'number', timeEnd: 'number' },
} as const satisfies Readonly<Record<string, Fields>>

/** What of a body is not as documented. */
export function undocumented(body: object, fields: Fields): string[] {
  const values = new Map<string, unknown>(Object.entries(body))
  const unknown = [...values.keys()]
    .filter((name) => !(name in fields))
    .map((name) => `unknown field ${name}`)
  const wrong = Object.entries(fields).flatMap(([name, wanted]) => {
    const value = values.get(name)
    if (value === undefined || value === null) return wanted.endsWith('!') ? [`${name} is missing`] : []
    const type = wanted.replace('!', '')
    return type === 'any' || typeOf(value) === type ? [] : [`${name} is not a ${type}`]
  })
  return [...unknown, ...wrong]
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  return { string: 'text', number: 'number', boolean: 'flag', object: 'object' }[String(typeof value)] ?? ''
}
