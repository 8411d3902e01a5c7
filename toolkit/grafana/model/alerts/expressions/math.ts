import { evaluateMath } from '../math/evaluate-math.ts'
import { mathVariables, parseMath } from '../math/parse-math.ts'
import { orRefused, Refusal } from '../refusal.ts'
import type { Command } from './command.ts'
import { goType, type JsonObject } from './json-shape.ts'

/** Reads a math expression. */
export function readMath({ expression }: JsonObject): Command {
  if (expression === undefined) throw new Refusal('command is missing an expression')
  if (typeof expression !== 'string')
    throw new Refusal(`math expression is expected to be a string, got ${goType(expression)}`)
  const node = orRefused(() => parseMath(expression))
  if ('refused' in node) throw new Refusal(`invalid math command: ${node.refused}`)
  return {
    type: 'math',
    needs: mathVariables(node),
    run({ valuesOf, notice }) {
      const result = evaluateMath(node, valuesOf)
      const [first] = result.values
      if (first && result.notice !== undefined) notice(first, result.notice)
      return result.values
    },
  }
}
