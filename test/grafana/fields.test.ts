import { customVariable, dashboard, from, mapValues, tablePanel, thresholds } from 'sightline'
import { describe, expect, it } from 'vitest'
import { overrideProperties } from '../../toolkit/define/dashboards/field-override.ts'
import { orders } from '../define/shop.ts'

const about = { title: 'Title', description: 'Only for a test.' }
const query = from(orders).selectFrom('orders').select(['status', 'amount_cents'])
const detail = dashboard({ ...about, uid: 'detail', rows: [] })
const tier = customVariable('tier', { label: 'Tier', description: 'Which.', options: ['a'], default: 'a' })

describe('thresholds', () => {
  it('begin with a colour for everything below', () => {
    expect(thresholds('red', [50, 'yellow'], [100, 'green']).build()).toEqual({
      mode: 'absolute',
      steps: [
        { value: null, color: 'red' },
        { value: 50, color: 'yellow' },
        { value: 100, color: 'green' },
      ],
    })
  })

  it('may have no step', () => {
    expect(thresholds('green').build().steps).toEqual([{ value: null, color: 'green' }])
  })

  it('must rise', () => {
    expect(() => thresholds('red', [100, 'green'], [50, 'yellow'])).toThrowErrorMatchingInlineSnapshot(`
      [SightlineError: The steps of a threshold do not rise.
        value: 100, 50
        next:  Order the steps from the smallest value to the largest, each value once.]
    `)
    expect(() => thresholds('red', [50, 'green'], [50, 'yellow'])).toThrow('do not rise')
  })
})

describe('a value mapping', () => {
  it('shows values under other words and colours, in their order', () => {
    expect(mapValues({ paid: { text: 'Paid', color: 'green' }, late: { color: 'red' } })).toEqual({
      type: 'value',
      options: { paid: { text: 'Paid', color: 'green', index: 0 }, late: { color: 'red', index: 1 } },
    })
  })
})

describe('an override', () => {
  it('sets what was said and nothing else', () => {
    expect(overrideProperties({ unit: 'ms', decimals: 0, color: 'blue' })).toEqual([
      { id: 'unit', value: 'ms' },
      { id: 'decimals', value: 0 },
      { id: 'color', value: { mode: 'fixed', fixedColor: 'blue' } },
    ])
    expect(overrideProperties({})).toEqual([])
  })

  it.each([
    [{ cell: 'gauge' }, 'custom.cellOptions', { type: 'gauge', mode: 'gradient', valueDisplayMode: 'text' }],
    [{ cell: 'color-background' }, 'custom.cellOptions', { type: 'color-background', mode: 'basic' }],
    [{ cell: 'color-text' }, 'custom.cellOptions', { type: 'color-text' }],
    [{ line: 'dash' }, 'custom.lineStyle', { fill: 'dash', dash: [10, 10] }],
    [{ line: 'dot' }, 'custom.lineStyle', { fill: 'dot', dash: [0, 10] }],
    [{ line: 'solid' }, 'custom.lineStyle', { fill: 'solid' }],
    [{ axis: 'right' }, 'custom.axisPlacement', 'right'],
    [{ width: 120 }, 'custom.width', 120],
  ] as const)('turns %j into %s', (override, id, value) => {
    expect(overrideProperties(override)).toContainEqual({ id, value })
  })

  it('scales a gauge cell by its own column, unless it says where it is full', () => {
    const own = { id: 'fieldMinMax', value: true }
    expect(overrideProperties({ cell: 'gauge' })).toContainEqual(own)
    expect(overrideProperties({ cell: 'gauge', max: 10 })).not.toContainEqual(own)
  })

  it('colours a cell by its own thresholds, never by those of Grafana, which are red from 80 on', () => {
    const base = (cell: 'gauge' | 'color-text') =>
      overrideProperties({ cell }).find(({ id }) => id === 'thresholds')?.value
    expect([base('gauge'), base('color-text')]).toEqual([
      { mode: 'absolute', steps: [{ value: null, color: 'green' }] },
      { mode: 'absolute', steps: [{ value: null, color: 'text' }] },
    ])
  })

  it('is found by the name of its field', () => {
    const panel = tablePanel({ ...about, query, overrides: { status: { displayName: 'State' } } }).build()
    expect(panel.fieldConfig?.overrides).toEqual([
      { matcher: { id: 'byName', options: 'status' }, properties: [{ id: 'displayName', value: 'State' }] },
    ])
  })
})

describe('a data link', () => {
  const urlOf = (link: Parameters<typeof tablePanel<typeof query>>[0]['links']) =>
    tablePanel({ ...about, query, ...(link ? { links: link } : {}) }).build().fieldConfig?.defaults.links

  it('opens a dashboard with the time range and a field of the row', () => {
    const set = [{ variable: tier, field: 'status' }] as const
    const url = '/d/detail?${__url_time_range}&var-tier=${__data.fields["status"]:percentencode}'
    expect(urlOf([{ title: 'More', dashboard: detail, set }])).toMatchObject([{ title: 'More', url }])
    expect(urlOf([{ title: 'More', dashboard: () => detail, set }])).toMatchObject([{ title: 'More', url }])
  })

  it('without a dashboard leads to the one that it stands on, whichever that is', () => {
    const links = [{ title: 'Only this', set: [{ variable: tier, field: 'status' }] }] as const
    const panel = tablePanel({ ...about, query, links, overrides: { status: { links } } })
    const url = '/d/shop-tiers?${__url_time_range}&var-tier=${__data.fields["status"]:percentencode}'
    const { defaults, overrides } = panel.build('shop-tiers').fieldConfig ?? {}
    expect(defaults?.links).toMatchObject([{ url }])
    expect(overrides?.[0]?.properties[0]?.value).toMatchObject([{ url }])
  })

  it('opens a page as it is', () => {
    expect(urlOf([{ title: 'Help', url: 'https://example.com/?q=1' }])).toMatchObject([
      { title: 'Help', url: 'https://example.com/?q=1' },
    ])
  })
})

describe('a transformation', () => {
  it.each([
    [{ sortBy: 'status' }, 'sortBy', { sort: [{ field: 'status', desc: false }] }],
    [{ sortBy: 'status', descending: true }, 'sortBy', { sort: [{ field: 'status', desc: true }] }],
    [{ limit: 5 }, 'limit', { limitField: 5 }],
    [{ hide: ['status'] }, 'organize', { excludeByName: { status: true } }],
    [{ order: ['amount_cents', 'status'] }, 'organize', { indexByName: { amount_cents: 0, status: 1 } }],
    [{ partitionBy: ['status'] }, 'partitionByValues', { fields: ['status'], keepFields: false }],
  ] as const)('%j becomes %s', (transformation, id, options) => {
    const { transformations } = tablePanel({ ...about, query, transformations: [transformation] }).build()
    expect(transformations).toMatchObject([{ id, options }])
  })
})
