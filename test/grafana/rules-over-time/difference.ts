import { isDeepStrictEqual } from 'node:util'
import type { ClientBase } from 'pg'
import { replay, type StateAfter } from './replay.ts'
import { interval, type ScriptedRule } from './scripted-rule.ts'

/** The first evaluation after which the model differs from what was observed, in words; undefined where none does. */
export async function difference(
  client: ClientBase,
  schema: string,
  rule: ScriptedRule,
  observed: readonly StateAfter[],
): Promise<string | undefined> {
  const [start, end] = [observed.at(0)?.at, observed.at(-1)?.at]
  if (start === undefined || end === undefined) return `${rule.name} was never evaluated`
  const moments = Array.from({ length: (end - start) / interval + 1 }, (_, index) => start + index * interval)
  const replayed = await replay(client, schema, rule, moments)
  const expected = new Map(replayed.map((after) => [after.at, after]))
  const wrong = observed.findIndex((after) => {
    const other = expected.get(after.at)
    return !other || !isDeepStrictEqual(decided(after), decided(other))
  })
  if (wrong < 0) return undefined
  const after = observed[wrong]
  return [
    `${rule.name}, evaluation ${wrong}: ${JSON.stringify({ ...rule.settings, expressions: rule.expressions })}`,
    `script  ${JSON.stringify(rule.queries)}`,
    `Grafana ${JSON.stringify(after)}`,
    `model   ${JSON.stringify(expected.get(after?.at ?? 0))}`,
  ].join('\n  ')
}

/** Where one alert is pending and another recovers, Grafana names the state of the rule after either, by chance. */
function decided(after: StateAfter): StateAfter {
  const has = (name: string) => after.alerts.some(({ state }) => state.startsWith(name))
  const isEither = has('Pending') && has('Recovering') && !has('Alerting')
  return isEither ? { ...after, state: 'pending or recovering' } : after
}
