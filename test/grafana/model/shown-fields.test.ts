import type { FieldConfigSource, Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { describe, expect, it } from 'vitest'
import { withPanelDefaults } from '../../../toolkit/grafana/model/display/panel-defaults.ts'
import { panelValues } from '../../../toolkit/grafana/model/display/panel-values.ts'
import { shownFrames } from '../../../toolkit/grafana/model/display/shown-fields.ts'
import { formattedText } from '../../../toolkit/grafana/model/format/value-format.ts'
import { dataField, dataFrame } from '../../../toolkit/grafana/model/frames/frame.ts'
import { linkAddress } from '../../../toolkit/grafana/model/links/link-address.ts'

const table = dataFrame([
  dataField('tier', 'string', ['elite', 'growth', 'new']),
  dataField('revenue', 'number', [500, 20, null]),
  dataField('rate', 'number', [4, 8, 6]),
])

const config = (panel: { build(): Panel }, type = 'table'): FieldConfigSource =>
  withPanelDefaults(type, panel.build().fieldConfig)

const shown = (source: FieldConfigSource) => shownFrames([table], source, 'dark')[0]?.fields ?? []

describe('the settings of a field', () => {
  it('are those of the panel, and those of the overrides that mean it', () => {
    const panel = new PanelBuilder()
      .unit('short')
      .decimals(1)
      .overrideByName('revenue', [{ id: 'unit', value: 'currencyUSD' }])
      .overrideByRegexp('/^ra/', [{ id: 'displayName', value: 'Share' }])
    const [, revenue, rate] = shown(config(panel))
    expect([revenue?.title, rate?.title]).toEqual(['revenue', 'Share'])
    expect([revenue, rate].map((field) => field && formattedText(field.display(500)))).toEqual([
      '$500.0',
      '500.0',
    ])
  })

  it('are green, and red from 80 on, where nobody said otherwise, as in Grafana', () => {
    const [, revenue] = shown(config(new PanelBuilder(), 'gauge'))
    expect([79, 80].map((value) => revenue?.display(value).color)).toEqual(['#73BF69', '#F2495C'])
  })

  it('scale it by all numbers of the panel, or by its own where it says so', () => {
    const [, , rate] = shown(config(new PanelBuilder()))
    expect(rate?.range).toEqual({ min: 4, max: 500 })
    const own = new PanelBuilder().overrideByName('rate', [{ id: 'fieldMinMax', value: true }])
    expect(shown(config(own))[2]?.range).toEqual({ min: 4, max: 8 })
  })
})

describe('the values of a panel', () => {
  it('are one calculation of each field of numbers', () => {
    const source = config(new PanelBuilder(), 'stat')
    const values = panelValues(shownFrames([table], source, 'dark'), { calcs: ['max'] }, source, 'dark')
    expect(values.map(({ title, value }) => [title, value])).toEqual([
      ['revenue', 500],
      ['rate', 8],
    ])
  })

  it('are its rows, named by their texts, in colours that follow each other or their own', () => {
    const panel = new PanelBuilder().overrideByName('growth', [
      { id: 'color', value: { mode: 'fixed', fixedColor: 'purple' } },
    ])
    const source = config(panel, 'piechart')
    const one = { ...table, fields: table.fields.slice(0, 2) }
    const frames = shownFrames([one], source, 'dark')
    const values = panelValues(frames, { values: true }, source, 'dark')
    expect(values.map(({ title, display }) => [title, display.color])).toEqual([
      ['elite', '#73BF69'],
      ['growth', '#B877D9'],
      ['new', '#5794F2'],
    ])
  })
})

describe('a data link', () => {
  const rows = dataFrame([
    dataField('title', 'string', ['a & b']),
    dataField('odd name', 'string', ['x']),
    dataField('views', 'number', [7]),
  ])
  const [frame] = shownFrames([rows], config(new PanelBuilder()), 'dark')
  const address = new URLSearchParams('from=now-7d&to=now&var-user=1&var-user=2')
  const link = (template: string) => {
    const field = frame?.fields[2]
    if (!frame || !field) return undefined
    return linkAddress(template, { field, frame, value: 7, row: 0 }, { address, range: { from: 1, to: 2 } })
  }

  it.each([
    ['/d/x?${__url_time_range}', '/d/x?from=now-7d&to=now'],
    ['https://a.example/?q=${__data.fields.title:percentencode}', 'https://a.example/?q=a%20%26%20b'],
    ['/d/x?var-a=${__data.fields["odd name"]:percentencode}', '/d/x?var-a=x'],
    ['/d/x?${__all_variables}&v=${__value.raw}', '/d/x?var-user=1&var-user=2&v=7'],
    ['/d/x?s=${__series.name}&f=${__from}', '/d/x?s=views&f=1'],
  ])('has its variables put in: %s', (template, expected) => {
    expect(link(template)).toBe(expected)
  })

  it.each(['javascript:alert(1)', '//evil.example', 'data:text/html,x'])(
    'that is none is left out: %s',
    (template) => {
      expect(link(template)).toBeUndefined()
    },
  )
})
