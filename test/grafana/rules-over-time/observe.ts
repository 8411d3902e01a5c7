import { setTimeout } from 'node:timers/promises'
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../toolkit/foundation/json.ts'
import type { TestGrafana } from '../../support/grafana/test-grafana.ts'
import { inOrder, type StateAfter } from './replay.ts'

/** How the rules of a folder stand after each evaluation, as Grafana answers, until some moment; by their titles. */
export async function observe(
  { byHand }: TestGrafana,
  folder: string,
  until: number,
): Promise<Map<string, StateAfter[]>> {
  const seen = new Map<string, Map<number, StateAfter>>()
  while (Date.now() / 1000 < until) {
    const { data } = await byHand('GET', '/api/prometheus/grafana/api/v1/rules')
    for (const group of listOf(isJsonObject(data) ? data.groups : undefined)) {
      if (group.folderUid !== folder) continue
      for (const rule of listOf(group.rules)) {
        const after = stateOf(rule, folder)
        if (after.at < 0) continue
        const before = seen.get(String(rule.name)) ?? new Map<number, StateAfter>()
        seen.set(String(rule.name), before.set(after.at, after))
      }
    }
    await setTimeout(1000)
  }
  return new Map(
    [...seen].map(([name, moments]) => [
      name,
      [...moments.values()].toSorted((one, other) => one.at - other.at),
    ]),
  )
}

function stateOf({ lastEvaluation, state, health, alerts }: JsonObject, dataSource: string): StateAfter {
  return {
    at: Math.floor(Date.parse(String(lastEvaluation)) / 1000),
    state: String(state),
    health: String(health),
    alerts: inOrder(
      listOf(alerts).map(({ labels, state: name, activeAt }) => ({
        labels: ownLabels(isJsonObject(labels) ? labels : {}, dataSource),
        state: String(name),
        since: Math.floor(Date.parse(String(activeAt)) / 1000),
      })),
    ),
  }
}

/** Without those that Grafana gives to each alert; the data source has the name that the model knows. */
function ownLabels(labels: JsonObject, dataSource: string): Record<string, string> {
  const { alertname: _, grafana_folder: __, ...own } = labels
  return Object.fromEntries(
    Object.entries(own).map(([name, text]) => [name, text === dataSource ? 'pg' : String(text)]),
  )
}

const listOf = (value: Json | undefined): JsonObject[] =>
  isJsonList(value) ? value.filter(isJsonObject) : []
