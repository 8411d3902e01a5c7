import { describe, expect, test } from 'vitest'
import { calculateInterval } from '../../../toolkit/grafana/model/time/calculate-interval.ts'
import { interpolate } from '../../../toolkit/grafana/model/variables/interpolate.ts'
import type { InterpolationContext } from '../../../toolkit/grafana/model/variables/interpolation-context.ts'
import { InterpolationError } from '../../../toolkit/grafana/model/variables/interpolation-error.ts'
import { loadVariables } from '../../../toolkit/grafana/model/variables/load-variables.ts'
import type { VariableJson } from '../../../toolkit/grafana/model/variables/variable-json.ts'
import { recordedCases } from './corpus.ts'
import { grafanaDataSources } from './recorded-data-sources.ts'

interface VariableInput {
  readonly variable: Omit<VariableJson, 'name'>
  readonly address: readonly string[] | null
}

interface GlobalsInput {
  readonly from: number
  readonly to: number
  readonly dashboard: { readonly uid: string; readonly title: string }
  readonly user: { readonly id: number; readonly login: string; readonly email: string }
  readonly org: { readonly id: number; readonly name: string }
}

type Interpolated = Readonly<Record<string, string | { readonly throws: true }>>

const hour = { from: new Date('2024-03-10T00:00:00Z'), to: new Date('2024-03-10T01:00:00Z') }
const other: VariableJson = { type: 'textbox', name: 'v000', query: 'a' }
// What the recorded texts with several values call $v006.
const several: VariableJson = {
  type: 'custom',
  name: 'v006',
  query: 'a,b,c',
  multi: true,
  includeAll: true,
}

async function contextOf(input: VariableInput | GlobalsInput): Promise<InterpolationContext> {
  const globals = 'dashboard' in input ? input : undefined
  const range = globals ? { from: new Date(globals.from), to: new Date(globals.to) } : hour
  const own = 'variable' in input ? [{ ...input.variable, name: 'x' }] : [several]
  const address = new Map('variable' in input && input.address ? [['x', input.address]] : [])
  const { loaded } = await loadVariables([other, ...own], {
    address,
    context: { range },
    dataSources: grafanaDataSources,
    ask: () => Promise.resolve([]),
  })
  const variables = loaded.map(({ state }) => state)
  const interval = calculateInterval(range, 255, '1m')
  if (!globals) return { variables, range, interval }
  const { dashboard, user, org } = globals
  return { variables, range, interval, dashboard, user, org, path: '/d/interp/interp-24-v000-q' }
}

function interpolated(text: string, context: InterpolationContext): Interpolated[string] {
  try {
    return interpolate(text, context, 'sql')
  } catch (error) {
    if (error instanceof InterpolationError) return { throws: true }
    throw error
  }
}

describe('what Grafana puts in the place of variables', () => {
  test.each(recordedCases<VariableInput | GlobalsInput, Interpolated>('interpolation'))(
    '$name',
    async ({ input, output }) => {
      const context = await contextOf(input)
      const texts = Object.keys(output).map((text) => [text, interpolated(text, context)] as const)
      expect(Object.fromEntries(texts)).toEqual(output)
    },
  )
})
