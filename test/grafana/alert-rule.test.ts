import {
  above,
  ago,
  alertRule,
  below,
  contactPoint,
  from,
  math,
  outside,
  textPanel,
  watch,
  within,
} from 'sightline'
import type { AlertRule, Condition, Reducer } from 'sightline/engine'
import { email } from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { durationSeconds } from '../../toolkit/foundation/durations.ts'
import { buildRule } from '../../toolkit/grafana/alerting/build-rule.ts'
import { panelPlaces } from '../../toolkit/grafana/panel-places.ts'
import { orders } from '../define/shop.ts'

const description = 'Look at the latest orders.'
const team = contactPoint('team', { description, integrations: [email({ to: ['team@example.com'] })] })
const ordersPanel = textPanel({ title: 'Orders', description, markdown: 'How many.' })
const query = from(orders)
  .selectFrom('orders')
  .where('placed_at', '>', ago({ hours: 1 }))
  .select((eb) => eb.fn.countAll<number>().as('orders'))

const rule = (
  more: { condition?: Condition; reduce?: Reducer } & Partial<
    Pick<AlertRule, 'lookback' | 'shownOn' | 'labels' | 'keepFiringFor' | 'notifications' | 'paused'>
  >,
) =>
  alertRule('Few Orders', {
    uid: 'few-orders',
    description,
    query,
    value: 'orders',
    condition: below(5),
    every: '5m',
    for: '10m',
    severity: 'warning',
    summary: 'Only {{ $values.B.Value }} orders.',
    noData: 'Alerting',
    onError: 'Error',
    contactPoint: team,
    ...more,
  })

const share = (expression: '$late / $all > 0.1') =>
  alertRule('Late Share', {
    uid: 'late-share',
    description,
    queries: { late: watch(query, 'orders'), all: watch(query, 'orders', 'sum') },
    condition: math(expression),
    every: '5m',
    for: '0s',
    severity: 'info',
    summary: 'Late.',
    noData: 'OK',
    onError: 'Error',
    contactPoint: team,
  })

const dataSource = { uid: 'shop-postgres', name: 'Shop', plugin: 'grafana-postgresql-datasource' } as const
const build = (more: Parameters<typeof rule>[0] = {}) =>
  buildRule(rule(more), { dataSource }, () => ({ dashboardUid: 'shop', panelId: 7 }))

describe('an alert rule', () => {
  it('asks, reduces and compares', () => {
    expect(build().data.map(({ refId, datasourceUid }) => [refId, datasourceUid])).toEqual([
      ['A', 'shop-postgres'],
      ['B', '__expr__'],
      ['C', '__expr__'],
    ])
    expect(build().condition).toBe('C')
  })

  it('asks its query as a table of the data source', () => {
    expect(build().data[0]?.model).toEqual({
      refId: 'A',
      datasource: { type: 'grafana-postgresql-datasource', uid: 'shop-postgres' },
      rawSql: `select count(*) as orders\nfrom public.orders\nwhere placed_at > (now() - interval '1 hours')`,
      format: 'table',
      rawQuery: true,
      editorMode: 'code',
    })
  })

  it('takes the last value unless it says so', () => {
    expect(build().data[1]?.model).toMatchObject({ type: 'reduce', expression: 'A', reducer: 'last' })
    expect(build({ reduce: 'mean' }).data[1]?.model).toMatchObject({ reducer: 'mean' })
  })

  it.each([
    [above(9), 'gt', [9]],
    [below(5), 'lt', [5]],
    [within(1, 2), 'within_range', [1, 2]],
    [outside(1, 2), 'outside_range', [1, 2]],
  ])('compares: %j', (condition, type, params) => {
    expect(build({ condition }).data[2]?.model).toMatchObject({
      type: 'threshold',
      expression: 'B',
      conditions: [{ evaluator: { type, params } }],
    })
  })

  it('may compare by an expression', () => {
    expect(build({ condition: math('$B > 3 && $B < 5') }).data[2]?.model).toEqual({
      refId: 'C',
      datasource: { type: '__expr__', uid: '__expr__' },
      type: 'math',
      expression: '$B > 3 && $B < 5',
    })
  })

  it('says what happens without data and after an error, how long it waits and whom it tells', () => {
    expect(build()).toMatchObject({
      uid: 'few-orders',
      title: 'Few Orders',
      noDataState: 'Alerting',
      execErrState: 'Error',
      for: '10m',
      isPaused: false,
      labels: { severity: 'warning' },
      annotations: { summary: 'Only {{ $values.B.Value }} orders.', description },
      notification_settings: { receiver: 'team' },
    })
  })

  it('may be paused, and keep firing for a while', () => {
    expect(build({ paused: true, keepFiringFor: '15m' })).toMatchObject({
      isPaused: true,
      keepFiringFor: '15m',
    })
    expect(build()).not.toHaveProperty('keepFiringFor')
  })

  it.each([
    [above(9, { untilBelow: 5 }), { type: 'lt', params: [5] }],
    [below(5, { untilAbove: 9 }), { type: 'gt', params: [9] }],
    [within(1, 2, { untilOutside: [0, 3] }), { type: 'outside_range', params: [0, 3] }],
    [outside(1, 4, { untilWithin: [2, 3] }), { type: 'within_range', params: [2, 3] }],
  ])('may be over by another limit than it fires by: %j', (condition, unloadEvaluator) => {
    expect(build({ condition }).data[2]?.model).toMatchObject({ conditions: [{ unloadEvaluator }] })
  })

  it('refuses a limit of recovery on the side where it fires', () => {
    expect(() => above(9, { untilBelow: 10 })).toThrow('would be over while it still fires')
    expect(() => below(9, { untilAbove: 8 })).toThrow('would be over while it still fires')
  })

  it('may say how its notifications are grouped and repeated', () => {
    const notifications = {
      groupBy: ['alertname', 'severity'],
      groupWait: '30s',
      repeatInterval: '4h',
    } as const
    expect(build({ notifications }).notification_settings).toEqual({
      receiver: 'team',
      group_by: ['alertname', 'severity'],
      group_wait: '30s',
      repeat_interval: '4h',
    })
  })

  it('computes with several queries, each reduced under its own name', () => {
    const { data } = buildRule(share('$late / $all > 0.1'), { dataSource }, () => undefined)
    expect(data.map(({ refId, model }) => [refId, model.expression ?? 'a query'])).toEqual([
      ['late_rows', 'a query'],
      ['all_rows', 'a query'],
      ['late', 'late_rows'],
      ['all', 'all_rows'],
      ['C', '$late / $all > 0.1'],
    ])
    expect(data[3]?.model).toMatchObject({ type: 'reduce', reducer: 'sum' })
  })

  it('refuses a condition over a query that it does not have', () => {
    const condition: Condition = math('$C > 1')
    expect(() => build({ condition })).toThrow(/\$C in \$C > 1[\s\S]*Use \$B/)
  })

  it('adds its own labels to its severity', () => {
    expect(build({ labels: { team: 'shop' } }).labels).toEqual({ severity: 'warning', team: 'shop' })
  })

  it('looks back an hour unless it says so', () => {
    expect(build().data.map((data) => data.relativeTimeRange)).toEqual(Array(3).fill({ from: 3600, to: 0 }))
    expect(build({ lookback: '2d' }).data[0]?.relativeTimeRange).toEqual({ from: 172_800, to: 0 })
  })

  it('leads to the panel that shows its number', () => {
    const shown = build({ shownOn: ordersPanel })
    expect(shown).toMatchObject({
      dashboardUid: 'shop',
      panelId: 7,
      annotations: { __dashboardUid__: 'shop', __panelId__: '7' },
    })
  })

  it('that is not shown anywhere leads nowhere', () => {
    expect(build()).not.toHaveProperty('panelId')
    expect(build().annotations).not.toHaveProperty('__panelId__')
  })
})

describe('a length of time', () => {
  it.each([
    ['0s', 0],
    ['30s', 30],
    ['5m', 300],
    ['1h', 3600],
    ['2d', 172_800],
    ['1.5h', 5400],
  ] as const)('%s has %i seconds', (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds)
  })
})

describe('the number of a panel', () => {
  it('is unknown on a dashboard that is not built', () => {
    expect(panelPlaces([])(ordersPanel)).toBeUndefined()
  })
})
