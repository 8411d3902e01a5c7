/** What a query follows in Grafana Live. */
export interface LiveQuery {
  readonly channel: string
  readonly fields: readonly string[]
}

/** What a query of Grafana's own data source follows; nothing for other queries. */
export function liveQuery(target: object): LiveQuery | undefined {
  if (!('queryType' in target && target.queryType === 'measurements' && 'channel' in target)) return undefined
  const filter = 'filter' in target ? target.filter : undefined
  const fields = typeof filter === 'object' && filter !== null && 'fields' in filter ? filter.fields : []
  const names = Array.isArray(fields) ? fields.map(String) : []
  return { channel: String(target.channel), fields: names.filter((name) => name !== 'time') }
}
