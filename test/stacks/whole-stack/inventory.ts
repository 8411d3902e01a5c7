import { isJsonList, isJsonObject, type JsonObject } from '../../../toolkit/foundation/json.ts'
import type { TestGrafana } from '../../support/grafana/test-grafana.ts'

/** Everything in a Grafana whose uid or name begins with a name, as `kind uid`. */
export async function inventory({ byHand }: TestGrafana, name: string): Promise<string[]> {
  const found = await Promise.all(
    kinds.map(async ([kind, path, key]) =>
      list(await byHand('GET', path)).map((one) => `${kind} ${String(one[key])}`),
    ),
  )
  return found
    .flat()
    .filter((one) => one.includes(` ${name}`))
    .sort()
}

/** The marks of the project's releases on the graphs. */
export async function marks({ byHand }: TestGrafana, name: string): Promise<string[]> {
  const found = list(await byHand('GET', `/api/annotations?tags=sightline&tags=${name}&limit=1000`))
  return found.map(({ text }) => String(text))
}

const provisioning = '/api/v1/provisioning'
const kinds = [
  ['folder', '/api/search?type=dash-folder&limit=5000', 'uid'],
  ['data source', '/api/datasources', 'uid'],
  ['dashboard', '/api/search?type=dash-db&limit=5000', 'uid'],
  ['integration', `${provisioning}/contact-points`, 'name'],
  ['template', `${provisioning}/templates`, 'name'],
  ['mute timing', `${provisioning}/mute-timings`, 'name'],
  ['rule', `${provisioning}/alert-rules`, 'uid'],
] as const

const list = ({ list: found }: JsonObject): JsonObject[] =>
  isJsonList(found) ? found.filter(isJsonObject) : []
