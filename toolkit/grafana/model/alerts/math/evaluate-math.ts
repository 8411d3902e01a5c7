import {
  type AlertValue,
  labelsOf,
  mapNumbers,
  numberValue,
  type Point,
  seriesValue,
} from '../alert-value.ts'
import { type Labels, labelsText } from '../labels.ts'
import { callFunction } from './functions.ts'
import { joinValues, type Pair } from './join-values.ts'
import { applyOperator, applySign } from './operators.ts'
import { type MathNode, mathText, requireOperands } from './parse-math.ts'

/** What an operator left out, because nothing on the other side has its labels. */
interface Drop {
  readonly side: string
  readonly labels: readonly Labels[]
}

/** By the text of the operation, in the order in which they came. */
type Drops = Map<string, Drop[]>

/** The values of a math expression, and the notice about what was left out. */
export interface MathResult {
  readonly values: readonly AlertValue[]
  readonly notice?: string
}

/** Evaluates a math expression over the values of queries and other expressions. */
export function evaluateMath(node: MathNode, valuesOf: (refId: string) => readonly AlertValue[]): MathResult {
  const drops: Drops = new Map()
  const walk = (part: MathNode): readonly AlertValue[] => {
    switch (part.kind) {
      case 'number':
        return [{ kind: 'scalar', value: part.value }]
      case 'variable':
        return valuesOf(part.name)
      case 'unary':
        return walk(part.operand).map((value) =>
          mapNumbers(value, (number) => applySign(part.operator, number)),
        )
      case 'call':
        requireOperands(part)
        return callFunction(part.name, part.operands.map(walk))
      case 'binary': {
        const { pairs, leftAlone, rightAlone, isPartial } = joinValues(walk(part.left), walk(part.right))
        const drop = (side: MathNode, alone: readonly AlertValue[]): Drop[] =>
          alone.length === 0 ? [] : [{ side: mathText(side), labels: alone.map(labelsOf) }]
        const both = [...drop(part.left, leftAlone), ...drop(part.right, rightAlone)]
        if (isPartial) drops.set(mathText(part), [...(drops.get(mathText(part)) ?? []), ...both])
        return pairs.map((pair) => operate(part.operator, pair))
      }
      case 'text':
        return []
    }
  }
  const values = walk(node)
  const notice = dropNotice(drops)
  return notice !== undefined && values.length > 0 ? { values, notice } : { values }
}

function operate(operator: string, { labels, left, right }: Pair): AlertValue {
  if (left.kind === 'no data') return left
  if (right.kind === 'no data') return right
  if (left.kind === 'series' && right.kind === 'series') {
    const others = new Map(right.points)
    const points = left.points.flatMap(([time, value]): Point[] => {
      const other = others.get(time)
      return other === undefined ? [] : [[time, applyOperator(operator, value, other)]]
    })
    return seriesValue(labels, points)
  }
  if (left.kind === 'series') {
    const other = right.kind === 'series' ? null : right.value
    return seriesValue(
      labels,
      left.points.map(([time, value]) => [time, applyOperator(operator, value, other)]),
    )
  }
  if (right.kind === 'series')
    return seriesValue(
      labels,
      right.points.map(([time, value]) => [time, applyOperator(operator, left.value, value)]),
    )
  const value = applyOperator(operator, left.value, right.value)
  return left.kind === 'scalar' && right.kind === 'scalar'
    ? { kind: 'scalar', value }
    : numberValue(labels, value)
}

/** How many of the dropped items Grafana names. */
const namedItems = 5

function dropNotice(drops: Drops): string | undefined {
  const count = [...drops.values()].flat().reduce((sum, { labels }) => sum + labels.length, 0)
  if (count === 0) return undefined
  // Grafana separates operations by the number of sides of the one, not by how many more there are.
  const operations = [...drops].map(
    ([operation, sides], index) =>
      `["${operation}": ${sides.map(sideText).join(' ')}]${index + 1 < sides.length ? ' ' : ''}`,
  )
  return `${count} items dropped from union(s): ${operations.join('').trimEnd()}`
}

function sideText({ side, labels }: Drop): string {
  const items = labels.slice(0, namedItems).map((item) => `{${labelsText(item)}}`)
  // The count is written from five on, as Grafana does.
  const more = labels.length < namedItems ? '' : `...${labels.length - namedItems} more...`
  return `(${side}: ${items.join(' ')}${more})`
}
