import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../toolkit/foundation/json.ts'
import type { TestGrafana } from '../../support/grafana/test-grafana.ts'

/** What each panel of a dashboard shows: how many values its data source answers with, or its error. */
export async function askPanels(
  { byHand }: TestGrafana,
  uid: string,
): Promise<Record<string, number | string>> {
  const { dashboard } = await byHand('GET', `/api/dashboards/uid/${uid}`)
  const panels = listOf(isJsonObject(dashboard) ? dashboard.panels : undefined)
  const shown: Record<string, number | string> = {}
  for (const { title, targets } of panels) {
    for (const target of listOf(targets)) shown[String(title)] = await answered(byHand, target)
  }
  return shown
}

async function answered(byHand: TestGrafana['byHand'], target: JsonObject): Promise<number | string> {
  const query = { ...target, intervalMs: 60_000, maxDataPoints: 500 }
  try {
    const { results } = await byHand('POST', '/api/ds/query', {
      queries: [query],
      from: 'now-24h',
      to: 'now',
    })
    const answer = isJsonObject(results) ? Object.values(results)[0] : undefined
    const frames = listOf(isJsonObject(answer) ? answer.frames : undefined)
    return frames.reduce((count, { data }) => count + valuesIn(data), 0)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function valuesIn(data: Json | undefined): number {
  const columns = isJsonObject(data) && isJsonList(data.values) ? data.values : []
  return columns.reduce((count: number, column) => count + (isJsonList(column) ? column.length : 0), 0)
}

const listOf = (value: Json | undefined): JsonObject[] =>
  isJsonList(value ?? null) && Array.isArray(value) ? value.filter(isJsonObject) : []
