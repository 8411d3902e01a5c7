import { readClassicConditions } from './expressions/classic-conditions.ts'
import type { Command } from './expressions/command.ts'
import { goType } from './expressions/json-shape.ts'
import { readMath } from './expressions/math.ts'
import { readReduce } from './expressions/reduce.ts'
import { readResample } from './expressions/resample.ts'
import { isRecoveryThreshold, readThreshold } from './expressions/threshold.ts'
import { orRefused, Refusal } from './refusal.ts'
import { isExpression, type RuleModel, type RuleQueryModel } from './rule-model.ts'

/** A query of a rule, or an expression that was read. */
export interface RuleNode {
  readonly refId: string
  readonly datasourceUid: string
  readonly command?: Command
}

/**
 * The queries of a rule and behind them its expressions, each behind what it reads.
 *
 * @throws Refusal where Grafana cannot evaluate the rule at all
 */
export function buildPipeline({ data, condition }: Pick<RuleModel, 'data' | 'condition'>): RuleNode[] {
  // Grafana looks for these before it reads any expression, whatever else is wrong with them.
  for (const query of data)
    if (isExpression(query) && isRecoveryThreshold(query.model) && query.refId !== condition)
      throw new Refusal(`recovery threshold '${query.refId}' is only allowed to be the alert condition`)
  const nodes = data.map((query): RuleNode => {
    const { refId, datasourceUid } = query
    return isExpression(query)
      ? { refId, datasourceUid, command: readCommand(query) }
      : { refId, datasourceUid }
  })
  for (const node of nodes) requireInputs(node, nodes)
  requireNoCircle(nodes)
  const ordered: RuleNode[] = nodes.filter(({ command }) => !command)
  const rest = nodes.filter(({ command }) => command)
  while (rest.length > 0) {
    const ready = rest.findIndex(({ command }) =>
      command?.needs.every((refId) => ordered.some((node) => node.refId === refId)),
    )
    ordered.push(...rest.splice(ready, 1))
  }
  return ordered
}

function readCommand({ refId, model, relativeTimeRange }: RuleQueryModel): Command {
  const { type } = model
  const readers: Readonly<Record<string, () => Command>> = {
    math: () => readMath(model),
    reduce: () => readReduce(model),
    resample: () => readResample(model, relativeTimeRange),
    classic_conditions: () => readClassicConditions(model),
    threshold: () => readThreshold({ ...model, refId }),
  }
  const invalid = (why: string) => new Refusal(`invalid command type in expression '${refId}': ${why}`)
  if (type === undefined) throw invalid('no expression command type in query')
  if (typeof type !== 'string')
    throw invalid(`expected expression command type to be a string, got type ${goType(type)}`)
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined
  if (!read) throw invalid(`'${type}' is not a recognized expression type`)
  const command = orRefused(read)
  if ('refused' in command)
    throw new Refusal(`[sse.parseError] failed to parse expression [${refId}]: ${command.refused}`)
  return command
}

function requireInputs({ refId, command }: RuleNode, nodes: readonly RuleNode[]): void {
  for (const needed of command?.needs ?? []) {
    const input = nodes.findLast((node) => node.refId === needed)
    if (!input) throw new Refusal(`unable to find dependent node '${needed}'`)
    if (needed === refId)
      throw new Refusal(`expression '${needed}' cannot reference itself. Must be query or another expression`)
    if (command?.type === 'classic_conditions' && input.command)
      throw new Refusal(
        `only data source queries may be inputs to a classic condition, ${needed} is a Expression`,
      )
    if (input.command?.type === 'classic_conditions')
      throw new Refusal(
        `classic conditions may not be the input for other expressions, but ${needed} is the input for ${refId}`,
      )
  }
}

function requireNoCircle(nodes: readonly RuleNode[]): void {
  const needs = new Map(nodes.map(({ refId, command }) => [refId, command?.needs ?? []]))
  const reaches = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of needs.get(from) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      reaches(next, seen)
    }
    return seen
  }
  const circles = new Map<string, string[]>()
  for (const { refId } of nodes) {
    if (!reaches(refId).has(refId)) continue
    const first = [...circles.keys()].find((other) => reaches(refId).has(other) && reaches(other).has(refId))
    if (first === undefined) circles.set(refId, [refId])
    else circles.get(first)?.push(refId)
  }
  if (circles.size === 0) return
  const texts = [...circles.values()].map((circle) => `[${circle.join(' ')}]`)
  throw new Refusal(`topo: no topological ordering: cyclic components: [${texts.join(' ')}]`)
}
