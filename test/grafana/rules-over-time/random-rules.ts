import fc from 'fast-check'
import type { ScriptedQuery, ScriptedRow, ScriptedRule } from './scripted-rule.ts'

const value = fc.constantFrom(0, 5, 8, 10, 10.5, 12, 20, -3, 1e12, null)
const hosts = ['a', 'b', 'c']

const evaluator = fc.oneof(
  fc.record({ type: fc.constantFrom('gt', 'lt', 'gte', 'lte', 'eq', 'ne'), params: fc.constant([10]) }),
  fc.record({
    type: fc.constantFrom('within_range', 'outside_range', 'within_range_included', 'outside_range_included'),
    params: fc.constant([5, 12]),
  }),
)

const recovery = fc.constantFrom(
  { evaluator: { type: 'gt', params: [10] }, unloadEvaluator: { type: 'lt', params: [8] } },
  { evaluator: { type: 'lt', params: [8] }, unloadEvaluator: { type: 'gt', params: [10] } },
  {
    evaluator: { type: 'outside_range', params: [5, 12] },
    unloadEvaluator: { type: 'within_range', params: [8, 10] },
  },
)

const reducer = fc.constantFrom('last', 'min', 'max', 'mean', 'sum', 'count', 'median')
const mode = fc.constantFrom(undefined, { mode: 'dropNN' }, { mode: 'replaceNN', replaceWithValue: 11 })
const formula = fc.constantFrom(
  '$B > 10',
  '$B > 5 && $B < 12',
  '$B - 10',
  'is_null($B) || $B > 10',
  'abs($B) >= 8',
  '!($B < 10)',
  'round($B / 3) == 4',
)

function condition(labelled: boolean) {
  const reduced = fc.tuple(reducer, mode).map(([name, settings]) => ({
    refId: 'B',
    type: 'reduce',
    expression: 'A',
    reducer: name,
    ...(settings && { settings }),
  }))
  const threshold = fc
    .oneof(
      evaluator.map((one) => ({ evaluator: one })),
      recovery,
    )
    .map((one) => ({ refId: 'C', type: 'threshold', expression: 'B', conditions: [one] }))
  const math = formula.map((expression) => ({ refId: 'C', type: 'math', expression }))
  const classic = fc
    .array(
      fc.record({
        evaluator: fc.oneof(evaluator, fc.constant({ type: 'no_value', params: [] })),
        reducer: fc
          .constantFrom('avg', 'last', 'max', 'count', 'diff', 'count_non_null')
          .map((type) => ({ type, params: [] })),
        operator: fc.constantFrom('and', 'or').map((type) => ({ type })),
      }),
      { minLength: 1, maxLength: 2 },
    )
    .map((all) => [
      {
        refId: 'C',
        type: 'classic_conditions',
        conditions: all.map((one) => ({ type: 'query', query: { params: ['A'] }, ...one })),
      },
    ])
  const usual = fc
    .tuple(reduced, fc.oneof({ weight: 3, arbitrary: threshold }, math))
    .map((both) => [...both])
  const straight = fc
    .oneof(
      evaluator.map((one) => ({ evaluator: one })),
      recovery,
    )
    .map((one) => [{ refId: 'C', type: 'threshold', expression: 'A', conditions: [one] }])
  return labelled
    ? fc.oneof({ weight: 5, arbitrary: usual }, classic, straight)
    : fc.oneof({ weight: 5, arbitrary: usual }, classic)
}

function answers(shape: ScriptedQuery['shape'], labels: readonly string[]) {
  const kept =
    labels.length === 0
      ? fc.constant([[]])
      : fc.subarray(
          hosts.map((host) => [host, 'north'].slice(0, labels.length)),
          { minLength: 1 },
        )
  const numbered = kept.chain((sets) =>
    fc.tuple(...sets.map((set) => value.map((number): ScriptedRow => [...set, number]))),
  )
  const aged = kept.chain((sets) =>
    fc
      .tuple(
        ...sets.map((set) =>
          fc
            .array(value, { minLength: 1, maxLength: 4 })
            .map((numbers) =>
              numbers.map((number, index): [number, ScriptedRow] => [
                9 - index * 2,
                [9 - index * 2, ...set, number],
              ]),
            ),
        ),
      )
      .map((series) =>
        series
          .flat()
          .toSorted(([one], [other]) => other - one)
          .map(([, row]) => row),
      ),
  )
  const rows: fc.Arbitrary<readonly ScriptedRow[]> = shape === 'series' ? aged : numbered
  const answer = fc.oneof(
    { weight: 7, arbitrary: rows },
    { weight: 1, arbitrary: fc.constant('error' as const) },
    { weight: 1, arbitrary: fc.constant([]) },
  )
  return fc
    .array(fc.tuple(answer, fc.integer({ min: 1, max: 4 })), { minLength: 5, maxLength: 9 })
    .map((phases) => phases.flatMap(([one, times]) => Array.from({ length: times }, () => one)))
}

const rule = fc
  .record({
    shape: fc.constantFrom('table' as const, 'series' as const),
    labels: fc.constantFrom<string[]>([], ['host'], ['host', 'region']),
  })
  .chain(({ shape, labels }) =>
    fc.record({
      steps: answers(shape, labels),
      shape: fc.constant(shape),
      labels: fc.constant(labels),
      expressions: condition(shape === 'table'),
      for: fc.constantFrom('0s', '10s', '20s', '25s'),
      keepFiringFor: fc.constantFrom('0s', '0s', '10s', '20s'),
      missing: fc.constantFrom(undefined, undefined, 1, 3),
      noDataState: fc.constantFrom(
        'NoData' as const,
        'Alerting' as const,
        'OK' as const,
        'KeepLast' as const,
      ),
      execErrState: fc.constantFrom(
        'Error' as const,
        'Alerting' as const,
        'OK' as const,
        'KeepLast' as const,
      ),
    }),
  )

/** Rules of every kind with random scripts; the same for the same seed. */
export function randomRules(seed: number, count: number): ScriptedRule[] {
  return fc
    .sample(rule, { seed, numRuns: count })
    .map(({ steps, shape, labels, expressions, missing, ...settings }, index) => ({
      name: `rule ${seed}-${index}`,
      queries: [{ refId: 'A', shape, labels, steps }],
      expressions,
      settings: { ...settings, ...(missing !== undefined && { missingSeriesEvalsToResolve: missing }) },
    }))
}
