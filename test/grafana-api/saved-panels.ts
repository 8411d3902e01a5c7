import type { JsonObject } from '../../toolkit/foundation/json.ts'

export const postgres = { type: 'grafana-postgresql-datasource', uid: 'shop' }
const target = {
  refId: 'A',
  rawSql: 'select 1',
  format: 'table',
  rawQuery: true,
  editorMode: 'code',
  datasource: postgres,
}
const written = { datasource: postgres, transparent: false, repeatDirection: 'h', targets: [target] }

/** The state of the page's builder of queries, which it writes beside a query that is text. */
const sql = {
  columns: [{ parameters: [], type: 'function' }],
  groupBy: [{ property: { type: 'string' }, type: 'groupBy' }],
  limit: 50,
}
const saved = {
  datasource: postgres,
  pluginVersion: '12.4.0',
  targets: [{ ...target, sql, pdcInjected: false }],
}

const standardSteps = [
  { color: 'green', value: 0 },
  { color: 'red', value: 80 },
]
const steps = (base: number | null) => ({
  mode: 'absolute',
  steps: [
    { value: base, color: 'red' },
    { value: 50, color: 'green' },
  ],
})
const reduceOptions = { calcs: ['lastNotNull'], fields: '', values: false }
const listLegend = { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] }
const hideFrom = { legend: false, tooltip: false, viz: false }
const axis = {
  axisBorderShow: false,
  axisCenteredZero: false,
  axisColorMode: 'text',
  axisLabel: '',
  axisPlacement: 'auto',
  hideFrom,
  scaleDistribution: { type: 'linear' },
}

const panel = (type: string, title: string, fields: JsonObject): JsonObject => ({
  id: 1,
  type,
  title,
  ...fields,
})

/** Panels as they are written into a release, by their types. */
export const writtenPanels: Readonly<Record<string, JsonObject>> = {
  stat: panel('stat', 'MRR', {
    ...written,
    options: { graphMode: 'none', colorMode: 'value', wideLayout: true, reduceOptions, orientation: 'auto' },
    fieldConfig: {
      defaults: { unit: 'currencyUSD', thresholds: steps(null), color: { mode: 'thresholds' } },
      overrides: [],
    },
  }),
  gauge: panel('gauge', 'Quota', {
    ...written,
    options: { showThresholdLabels: false, showThresholdMarkers: true, sizing: 'auto', reduceOptions },
    fieldConfig: { defaults: { min: 0, max: 100, color: { mode: 'thresholds' } }, overrides: [] },
  }),
  bargauge: panel('bargauge', 'Tiers', {
    ...written,
    options: {
      displayMode: 'basic',
      orientation: 'horizontal',
      reduceOptions: { ...reduceOptions, values: true },
    },
    fieldConfig: { defaults: { thresholds: steps(null) }, overrides: [] },
  }),
  piechart: panel('piechart', 'Revenue by tier', {
    ...written,
    options: {
      pieType: 'donut',
      tooltip: { mode: 'single', sort: 'asc' },
      reduceOptions: { ...reduceOptions, values: true },
      legend: {
        values: ['value', 'percent'],
        displayMode: 'table',
        placement: 'right',
        showLegend: true,
        calcs: [],
      },
      orientation: 'auto',
    },
    fieldConfig: { defaults: { custom: {}, unit: 'currencyUSD' }, overrides: [] },
  }),
  table: panel('table', 'Videos', {
    ...written,
    options: {
      frameIndex: 0,
      showHeader: true,
      showTypeIcons: false,
      footer: { show: false, reducer: [], countRows: false },
      cellHeight: 'sm',
      sortBy: [{ displayName: 'Views', desc: true }],
    },
    fieldConfig: {
      defaults: { custom: { align: 'auto', inspect: false, filterable: true } },
      overrides: [
        {
          matcher: { id: 'byName', options: 'views' },
          properties: [
            { id: 'thresholds', value: steps(null) },
            { id: 'custom.cellOptions', value: { type: 'gauge' } },
          ],
        },
      ],
    },
  }),
  timeseries: panel('timeseries', 'MRR Growth', {
    ...written,
    options: { legend: listLegend, tooltip: { mode: 'multi', sort: 'desc' } },
    fieldConfig: {
      defaults: {
        custom: { drawStyle: 'line', lineWidth: 2, showPoints: 'never', spanNulls: false },
        min: 0,
      },
      overrides: [],
    },
    timeFrom: '1y',
  }),
  xychart: panel('xychart', 'Matrix', {
    ...written,
    pluginVersion: '11.1.0',
    options: {
      mapping: 'manual',
      legend: { ...listLegend, showLegend: false },
      tooltip: { mode: 'single', sort: 'asc' },
      series: [
        {
          frame: { matcher: { id: 'byIndex', options: 0 } },
          x: { matcher: { id: 'byName', options: 'views' } },
        },
      ],
    },
    fieldConfig: {
      defaults: { custom: { show: 'points', fillOpacity: 60, pointSize: { fixed: 8, min: 6, max: 40 } } },
      overrides: [],
    },
  }),
  text: panel('text', 'Note', { transparent: false, options: { mode: 'markdown', content: 'Hello' } }),
  row: panel('row', 'Numbers', { collapsed: false, panels: [] }),
}

/** The same panels in what Grafana keeps after somebody opened the page and pressed Save. */
export const savedPanels: Readonly<Record<string, JsonObject>> = {
  stat: panel('stat', 'MRR', {
    ...saved,
    description: '',
    options: {
      graphMode: 'none',
      colorMode: 'value',
      justifyMode: 'auto',
      orientation: 'auto',
      percentChangeColorMode: 'standard',
      reduceOptions,
      showPercentChange: false,
      textMode: 'auto',
      wideLayout: true,
    },
    fieldConfig: {
      defaults: { mappings: [], unit: 'currencyUSD', thresholds: steps(0), color: { mode: 'thresholds' } },
      overrides: [],
    },
  }),
  gauge: panel('gauge', 'Quota', {
    ...saved,
    options: {
      barShape: 'flat',
      barWidthFactor: 0.5,
      effects: { barGlow: false, centerGlow: false, gradient: false },
      endpointMarker: 'point',
      minVizHeight: 75,
      minVizWidth: 75,
      orientation: 'auto',
      reduceOptions,
      segmentCount: 1,
      segmentSpacing: 0.3,
      shape: 'gauge',
      showThresholdLabels: false,
      showThresholdMarkers: true,
      sizing: 'auto',
      sparkline: false,
      textMode: 'auto',
    },
    fieldConfig: {
      defaults: {
        color: { mode: 'thresholds' },
        mappings: [],
        min: 0,
        max: 100,
        thresholds: { mode: 'absolute', steps: standardSteps },
      },
      overrides: [],
    },
  }),
  bargauge: panel('bargauge', 'Tiers', {
    ...saved,
    options: {
      displayMode: 'basic',
      legend: { ...listLegend, showLegend: false },
      maxVizHeight: 300,
      minVizHeight: 16,
      minVizWidth: 8,
      namePlacement: 'auto',
      orientation: 'horizontal',
      reduceOptions: { ...reduceOptions, values: true },
      showUnfilled: true,
      sizing: 'auto',
      valueMode: 'color',
    },
    fieldConfig: {
      defaults: { color: { mode: 'thresholds' }, mappings: [], thresholds: steps(0) },
      overrides: [],
    },
  }),
  piechart: panel('piechart', 'Revenue by tier', {
    ...saved,
    options: {
      displayLabels: [],
      legend: {
        calcs: [],
        displayMode: 'table',
        placement: 'right',
        showLegend: true,
        values: ['value', 'percent'],
      },
      orientation: 'auto',
      pieType: 'donut',
      reduceOptions: { ...reduceOptions, values: true },
      sort: 'desc',
      tooltip: { hideZeros: false, mode: 'single', sort: 'asc' },
    },
    fieldConfig: {
      defaults: {
        color: { mode: 'palette-classic' },
        custom: { hideFrom },
        mappings: [],
        unit: 'currencyUSD',
      },
      overrides: [],
    },
  }),
  table: panel('table', 'Videos', {
    ...saved,
    options: {
      cellHeight: 'sm',
      enablePagination: false,
      showHeader: true,
      sortBy: [{ displayName: 'Views', desc: true }],
    },
    fieldConfig: {
      defaults: {
        color: { mode: 'thresholds' },
        custom: {
          align: 'auto',
          cellOptions: { type: 'auto' },
          filterable: true,
          footer: { reducers: [] },
          inspect: false,
        },
        mappings: [],
        thresholds: { mode: 'absolute', steps: standardSteps },
      },
      overrides: [
        {
          matcher: { id: 'byName', options: 'views' },
          properties: [
            { id: 'thresholds', value: steps(0) },
            { id: 'custom.cellOptions', value: { type: 'gauge' } },
          ],
        },
      ],
    },
  }),
  timeseries: panel('timeseries', 'MRR Growth', {
    ...saved,
    options: {
      annotations: { clustering: -1, multiLane: false },
      legend: listLegend,
      tooltip: { hideZeros: false, mode: 'multi', sort: 'desc' },
    },
    fieldConfig: {
      defaults: {
        color: { mode: 'palette-classic' },
        custom: {
          ...axis,
          barAlignment: 0,
          barWidthFactor: 0.6,
          drawStyle: 'line',
          fillOpacity: 0,
          gradientMode: 'none',
          insertNulls: false,
          lineInterpolation: 'linear',
          lineWidth: 2,
          pointSize: 5,
          showPoints: 'never',
          showValues: false,
          spanNulls: false,
          stacking: { group: 'A', mode: 'none' },
          thresholdsStyle: { mode: 'off' },
        },
        mappings: [],
        min: 0,
        thresholds: { mode: 'absolute', steps: standardSteps },
      },
      overrides: [],
    },
    timeFrom: '1y',
    hideTimeOverride: false,
  }),
  xychart: panel('xychart', 'Matrix', {
    ...saved,
    options: {
      legend: { ...listLegend, showLegend: false },
      mapping: 'manual',
      series: [
        {
          frame: { matcher: { id: 'byIndex', options: 0 } },
          x: { matcher: { id: 'byName', options: 'views' } },
        },
      ],
      tooltip: { hideZeros: false, mode: 'single', sort: 'asc' },
    },
    fieldConfig: {
      defaults: {
        color: { mode: 'palette-classic' },
        custom: {
          ...axis,
          fillOpacity: 60,
          lineStyle: { fill: 'solid' },
          lineWidth: 1,
          pointShape: 'circle',
          pointSize: { fixed: 8, min: 6, max: 40 },
          pointStrokeWidth: 1,
          show: 'points',
        },
        mappings: [],
        thresholds: { mode: 'absolute', steps: standardSteps },
      },
      overrides: [],
    },
  }),
  text: panel('text', 'Note', {
    pluginVersion: '12.4.0',
    datasource: postgres,
    fieldConfig: { defaults: {}, overrides: [] },
    options: {
      code: { language: 'plaintext', showLineNumbers: false, showMiniMap: false },
      content: 'Hello',
      mode: 'markdown',
    },
  }),
  row: panel('row', 'Numbers', { collapsed: false, panels: [], datasource: postgres }),
}
