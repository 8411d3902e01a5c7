import { BigValueColorMode } from '@grafana/grafana-foundation-sdk/common'
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder as GaugeBuilder } from '@grafana/grafana-foundation-sdk/gauge'
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { sql } from 'kysely'
import { barGaugePanel, gaugePanel, queryTarget, statPanel, thresholds } from 'sightline'
import { expect, it } from 'vitest'
import { missingThreshold } from '../../../toolkit/check/rules/missing-threshold.ts'
import { type AnyPanel, contextOf, findings, returned, shop } from './context.ts'

const query = sql<{ revenue: number; orders: number }>`select 1`
const frame = { title: 'Revenue', description: 'Per day.', query, min: 0, max: 100 }
const results = { 'shop/Revenue': returned({ revenue: 'number', orders: 'number' }) }
const found = (panel: AnyPanel) => findings(missingThreshold, contextOf([shop(panel)], { results }))

it('reports a gauge that Grafana would turn red at 80', () => {
  expect(found(gaugePanel(frame))).toEqual([
    {
      where: 'shop/Revenue',
      what: 'This gauge has no thresholds of its own for revenue, orders, so no colour tells good from bad.',
      next: "Set `thresholds`, such as thresholds('green', [100, 'red']), or a fixed colour.",
    },
  ])
  expect(found(new GaugeBuilder().title('Revenue').withTarget(queryTarget(query)))).toHaveLength(1)
})

it('names the bars that have no thresholds', () => {
  const panel = barGaugePanel({
    ...frame,
    overrides: { orders: { thresholds: thresholds('green', [50, 'red']) } },
  })
  expect(found(panel)[0]?.what).toContain('no thresholds of its own for revenue, so')
})

it('reports a stat of the foundation SDK that colours its value', () => {
  const panel = new StatBuilder().title('Revenue').withTarget(queryTarget(query))
  expect(found(panel)[0]?.what).toContain('This stat has no thresholds')
  expect(found(panel.colorMode(BigValueColorMode.None))).toEqual([])
})

it('is silent about a gauge with thresholds or another kind of colour, and about a plain stat', () => {
  expect(found(gaugePanel({ ...frame, thresholds: thresholds('green', [50, 'red']) }))).toEqual([])
  const fixed = new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor('blue')
  expect(
    found(new GaugeBuilder().title('Revenue').withTarget(queryTarget(query)).colorScheme(fixed)),
  ).toEqual([])
  expect(found(statPanel(frame))).toEqual([])
})
