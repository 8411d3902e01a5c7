import { ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { sql } from 'kysely'
import { queryTarget } from 'sightline'
import { expect, it } from 'vitest'
import { unknownToGrafana } from '../../../toolkit/check/rules/unknown-to-grafana.ts'
import { type AnyPanel, contextOf, findings, shop } from './context.ts'

const stat = () =>
  new PanelBuilder().title('Revenue').withTarget(queryTarget(sql<{ revenue: number }>`select 1`))
const found = (panel: AnyPanel) => findings(unknownToGrafana, contextOf([shop(panel)]))
const where = 'shop/Revenue'

it('reports a unit that Grafana writes behind the number, of the panel or of a field', () => {
  expect(found(stat().unit('orders'))).toEqual([
    {
      where,
      what: 'Grafana has no unit "orders", and writes the word behind the number.',
      next: "Use one of Grafana's units, or 'suffix:orders' where that is meant.",
    },
  ])
  expect(found(stat().overrideByName('revenue', [{ id: 'unit', value: 'dollar' }]))).toHaveLength(1)
})

it('is silent about units of Grafana, also those of a form', () => {
  for (const unit of [
    'currencyUSD',
    'short',
    'suffix:orders',
    'prefix:~',
    'currency:NOK',
    'time:YYYY',
    'si:mF',
  ])
    expect(found(stat().unit(unit))).toEqual([])
})

it('reports a transformation, a calculation and a matcher that Grafana does not know', () => {
  expect(found(stat().withTransformation({ id: 'sortby', options: {} }))).toMatchObject([
    { what: 'Grafana has no transformation "sortby", and shows an error in place of the panel.' },
  ])
  expect(found(stat().withTransformation({ id: 'heatmap', options: {} }))).toEqual([])
  const calcs = (...names: string[]) => stat().reduceOptions(new ReduceDataOptionsBuilder().calcs(names))
  expect(found(calcs('lastNotNull', 'average'))).toMatchObject([
    { what: 'Grafana has no calculation "average", and shows no value for it.' },
  ])
  const overridden = stat().withOverride({ matcher: { id: 'byTitle', options: 'Revenue' }, properties: [] })
  expect(found(overridden)).toMatchObject([
    { what: 'Grafana has no matcher "byTitle", and the override stops the panel.' },
  ])
})
