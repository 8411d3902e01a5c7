import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../toolkit/foundation/json.ts'
import { compareDashboard } from '../../toolkit/grafana-api/compare-dashboard.ts'
import { compareRule } from '../../toolkit/grafana-api/compare-rule.ts'
import { savedDashboard, writtenDashboard } from './saved-page.ts'
import { savedPanels, writtenPanels } from './saved-panels.ts'

const postgres = { type: 'grafana-postgresql-datasource', uid: 'shop' }

function differences(wanted: JsonObject, found: JsonObject): [string, Json | undefined, Json | undefined][] {
  const live = { uid: 'sales', folderUid: 'shop', provisioned: false, json: found }
  return compareDashboard(
    { uid: 'sales', title: 'Sales', folderUid: 'shop', json: wanted },
    live,
    'shop',
  ).map((one) => [one.field, one.wanted, one.found])
}

const ofPanel = (wanted: JsonObject, found: JsonObject) =>
  differences({ schemaVersion: 39, panels: [wanted] }, { schemaVersion: 42, panels: [found] })

describe('a page that somebody saved without an edit', () => {
  it.each(Object.keys(writtenPanels))('has the same panel: %s', (type) => {
    expect(ofPanel(writtenPanels[type] ?? {}, savedPanels[type] ?? {})).toEqual([])
  })

  it('has the same settings, variables, annotations and links', () => {
    expect(differences(writtenDashboard, savedDashboard)).toEqual([])
  })
})

const stat = (fields: JsonObject) => ({ id: 1, type: 'stat', title: 'MRR', ...fields })
const limits = (...values: (number | null | undefined)[]) =>
  stat({
    fieldConfig: {
      defaults: {
        thresholds: {
          mode: 'absolute',
          steps: values.map((value, index) => ({
            color: `c${index}`,
            ...(value === undefined ? {} : { value }),
          })),
        },
      },
      overrides: [],
    },
  })

describe('the first step of thresholds', () => {
  it.each([[null], [0], [undefined]])('holds for all below the second, written as %s', (base) => {
    expect(ofPanel(limits(null, 50), limits(base, 50))).toEqual([])
    expect(ofPanel(limits(base, 50), limits(null, 50))).toEqual([])
  })
})

const edits: readonly [string, JsonObject, JsonObject, [string, Json | undefined, Json | undefined][]][] = [
  [
    'a limit',
    limits(null, 50),
    limits(0, 60),
    [['panels › MRR › fieldConfig › defaults › thresholds › steps › #2 › value', 50, 60]],
  ],
  [
    'an option that had its default',
    stat({}),
    stat({ options: { graphMode: 'none' } }),
    [['panels › MRR › options › graphMode', 'area', 'none']],
  ],
  [
    'an option that has its default now',
    stat({ options: { graphMode: 'none' } }),
    stat({ options: { graphMode: 'area' } }),
    [['panels › MRR › options › graphMode', 'none', 'area']],
  ],
  [
    'an option that is not known here',
    stat({}),
    stat({ options: { shadow: false } }),
    [['panels › MRR › options › shadow', undefined, false]],
  ],
  [
    'the look of a line',
    { id: 1, type: 'timeseries', title: 'MRR' },
    { id: 1, type: 'timeseries', title: 'MRR', fieldConfig: { defaults: { custom: { lineWidth: 3 } } } },
    [['panels › MRR › fieldConfig › defaults › custom › lineWidth', 1, 3]],
  ],
  ['the background', stat({}), stat({ transparent: true }), [['panels › MRR › transparent', false, true]]],
  [
    'a query',
    stat({ datasource: postgres, targets: [{ refId: 'A', rawSql: 'select 1' }] }),
    stat({ datasource: postgres, targets: [{ refId: 'A', rawSql: 'select 2', datasource: postgres }] }),
    [['panels › MRR › targets › A › rawSql', 'select 1', 'select 2']],
  ],
  [
    'a query that is hidden',
    stat({ targets: [{ refId: 'A', rawSql: 'select 1' }] }),
    stat({ targets: [{ refId: 'A', rawSql: 'select 1', hide: true }] }),
    [['panels › MRR › targets › A › hide', false, true]],
  ],
  [
    'the data source',
    stat({ datasource: postgres }),
    stat({ datasource: { ...postgres, uid: 'other' } }),
    [['panels › MRR › datasource › uid', 'shop', 'other']],
  ],
  [
    'the footer of a table',
    { id: 1, type: 'table', title: 'T' },
    {
      id: 1,
      type: 'table',
      title: 'T',
      fieldConfig: { defaults: { custom: { footer: { reducers: ['sum'] } } } },
    },
    [['panels › T › fieldConfig › defaults › custom › footer › reducers', [], ['sum']]],
  ],
]

describe('a page that somebody edited', () => {
  it.each(edits)('differs by %s', (_, wanted, found, expected) => {
    expect(ofPanel(wanted, found)).toEqual(expected)
  })

  it('differs by the number of every panel, where the provider of Terraform lost them in a move', () => {
    const page = (...ids: { id?: number }[]) => ({
      schemaVersion: 39,
      panels: ids.map((id, index) => ({ ...id, type: 'stat', title: `Panel ${index + 1}` })),
    })
    expect(differences(page({ id: 1 }, { id: 2 }), page({}, {}))).toEqual([
      ['panels › Panel 1 › id', 1, undefined],
      ['panels › Panel 2 › id', 2, undefined],
    ])
  })

  it('differs in a panel of a folded row', () => {
    const row = (title: string) => ({
      id: 1,
      type: 'row',
      title: 'More',
      collapsed: true,
      panels: [{ id: 2, type: 'text', title, options: { content: 'Hello' } }],
    })
    expect(ofPanel(row('Note'), row('Notes'))).toEqual([
      ['panels › More › panels › Note › title', 'Note', 'Notes'],
    ])
  })

  const variable = (fields: JsonObject) => ({
    schemaVersion: 39,
    templating: { list: [{ type: 'interval', name: 'span', query: '7d,30d', ...fields }] },
  })

  it.each([
    [
      'what is chosen',
      { current: { value: '7d' } },
      { current: { value: '30d' } },
      'current › value',
      ['7d'],
      ['30d'],
    ],
    ['the choices', {}, { query: '7d' }, 'query', '7d,30d', '7d'],
    ['whether it is shown', {}, { hide: 2 }, 'hide', 0, 2],
  ])('differs by %s of a variable', (_, wanted, found, field, before, after) => {
    expect(differences(variable(wanted), variable(found))).toEqual([
      [`templating › list › span › ${field}`, before, after],
    ])
  })

  it('differs by a setting of the page', () => {
    const page = { schemaVersion: 39 }
    expect(differences(page, { ...page, weekStart: 'monday' })).toEqual([['weekStart', '', 'monday']])
    expect(differences(page, { ...page, refresh: '5s' })).toEqual([['refresh', '', '5s']])
  })
})

const rule = (model: JsonObject, expression: JsonObject, fields: JsonObject = {}) => ({
  uid: 'late',
  title: 'Late',
  json: {
    uid: 'late',
    title: 'Late',
    data: [
      { refId: 'A', relativeTimeRange: { from: 600, to: 0 }, datasourceUid: 'shop', model },
      { refId: 'C', relativeTimeRange: { from: 600, to: 0 }, datasourceUid: '__expr__', model: expression },
    ],
    ...fields,
  },
})
const found = (one: ReturnType<typeof rule>) => ({ ...one, folderUid: 'shop', group: 'shop', provenance: '' })

const query = {
  refId: 'A',
  datasource: postgres,
  rawSql: 'select 1',
  format: 'table',
  rawQuery: true,
  editorMode: 'code',
}
const threshold = { refId: 'C', type: 'threshold', expression: 'A' }
const above = (...params: number[]) => ({ ...threshold, conditions: [{ evaluator: { type: 'gt', params } }] })

describe('a rule that somebody saved in its page', () => {
  const saved = {
    ...threshold,
    datasource: { type: '__expr__', uid: '__expr__', name: 'Expression' },
    hide: false,
    intervalMs: 1000,
    maxDataPoints: 43_200,
    conditions: [
      {
        type: 'query',
        evaluator: { type: 'gt', params: [5, 0] },
        operator: { type: 'and' },
        query: { params: ['C'] },
        reducer: { params: [], type: 'last' },
      },
    ],
  }
  const sql = {
    columns: [{ parameters: [], type: 'function' }],
    groupBy: [{ property: { type: 'string' } }],
    limit: 50,
  }

  it('is the same without an edit', () => {
    const written = rule(query, above(5))
    expect(
      compareRule(written, found(rule({ ...query, sql, pdcInjected: false, intervalMs: 1000 }, saved))),
    ).toEqual([])
  })

  it('differs by its limit, and by its query', () => {
    const fields = compareRule(rule(query, above(5)), found(rule({ ...query, rawSql: 'select 2' }, above(6))))
    expect(fields.map(({ field }) => field)).toEqual([
      'data › A › model › rawSql',
      'data › C › model › conditions › #1 › evaluator › params',
    ])
  })
})
