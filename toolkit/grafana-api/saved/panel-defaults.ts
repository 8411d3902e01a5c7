import type { JsonObject } from '../../foundation/json.ts'

/** What a type of panel takes where its JSON says nothing; Grafana writes it out when somebody saves the page. */
export interface PanelDefaults {
  readonly options: JsonObject
  /** The look of a field that is the type's own. */
  readonly custom: JsonObject
  /** How a field gets its colour. */
  readonly colorMode: 'thresholds' | 'palette-classic'
}

const reduceOptions = { calcs: ['lastNotNull'], fields: '', values: false }
const legend = { calcs: [], displayMode: 'list', placement: 'bottom', showLegend: true }
const tooltip = { mode: 'single', sort: 'none', hideZeros: false }
const hideFrom = { legend: false, tooltip: false, viz: false }

const axis = {
  axisBorderShow: false,
  axisCenteredZero: false,
  axisColorMode: 'text',
  axisGridShow: true,
  axisLabel: '',
  axisPlacement: 'auto',
  hideFrom,
  scaleDistribution: { type: 'linear' },
}

const line = { lineStyle: { fill: 'solid' }, lineWidth: 1 }
const thresholdsStyle = { mode: 'off' }

const tables: ReadonlyMap<string, PanelDefaults> = new Map<string, PanelDefaults>([
  [
    'stat',
    {
      options: {
        graphMode: 'area',
        colorMode: 'value',
        justifyMode: 'auto',
        textMode: 'auto',
        wideLayout: true,
        showPercentChange: false,
        percentChangeColorMode: 'standard',
        orientation: 'auto',
        reduceOptions,
      },
      custom: {},
      colorMode: 'thresholds',
    },
  ],
  [
    'gauge',
    {
      options: {
        showThresholdLabels: false,
        showThresholdMarkers: true,
        sizing: 'auto',
        minVizWidth: 75,
        minVizHeight: 75,
        orientation: 'auto',
        reduceOptions,
        shape: 'gauge',
        barShape: 'flat',
        barWidthFactor: 0.5,
        endpointMarker: 'point',
        segmentCount: 1,
        segmentSpacing: 0.3,
        sparkline: false,
        textMode: 'auto',
        effects: { barGlow: false, centerGlow: false, gradient: false },
      },
      custom: {},
      colorMode: 'thresholds',
    },
  ],
  [
    'bargauge',
    {
      options: {
        displayMode: 'gradient',
        valueMode: 'color',
        namePlacement: 'auto',
        showUnfilled: true,
        sizing: 'auto',
        minVizWidth: 8,
        minVizHeight: 16,
        maxVizHeight: 300,
        orientation: 'auto',
        reduceOptions,
        legend: { ...legend, showLegend: false },
      },
      custom: {},
      colorMode: 'thresholds',
    },
  ],
  [
    'piechart',
    {
      options: {
        pieType: 'pie',
        sort: 'desc',
        displayLabels: [],
        orientation: 'auto',
        reduceOptions,
        legend: { ...legend, placement: 'right', values: [] },
        tooltip,
      },
      custom: { hideFrom },
      colorMode: 'palette-classic',
    },
  ],
  [
    'table',
    {
      options: {
        cellHeight: 'sm',
        showHeader: true,
        showTypeIcons: false,
        enablePagination: false,
        frameIndex: 0,
        sortBy: [],
      },
      custom: {
        align: 'auto',
        cellOptions: { type: 'auto' },
        filterable: false,
        inspect: false,
        hideFrom: { viz: false },
        footer: { reducers: [] },
      },
      colorMode: 'thresholds',
    },
  ],
  [
    'text',
    {
      options: {
        mode: 'markdown',
        code: { language: 'plaintext', showLineNumbers: false, showMiniMap: false },
      },
      custom: {},
      colorMode: 'thresholds',
    },
  ],
  [
    'timeseries',
    {
      options: { legend, tooltip, annotations: { clustering: -1, multiLane: false } },
      custom: {
        ...axis,
        ...line,
        thresholdsStyle,
        barAlignment: 0,
        barWidthFactor: 0.6,
        drawStyle: 'line',
        fillOpacity: 0,
        gradientMode: 'none',
        insertNulls: false,
        lineInterpolation: 'linear',
        pointSize: 5,
        showPoints: 'auto',
        showValues: false,
        spanNulls: false,
        stacking: { group: 'A', mode: 'none' },
      },
      colorMode: 'palette-classic',
    },
  ],
  [
    'barchart',
    {
      options: {
        barRadius: 0,
        barWidth: 0.97,
        fullHighlight: false,
        groupWidth: 0.7,
        legend,
        tooltip,
        orientation: 'auto',
        showValue: 'auto',
        stacking: 'none',
        xTickLabelRotation: 0,
        xTickLabelSpacing: 0,
      },
      custom: { ...axis, lineWidth: 1, thresholdsStyle, fillOpacity: 80, gradientMode: 'none' },
      colorMode: 'palette-classic',
    },
  ],
  [
    'xychart',
    {
      options: { legend, tooltip, mapping: 'auto', series: [] },
      custom: {
        ...axis,
        ...line,
        fillOpacity: 50,
        pointShape: 'circle',
        pointSize: { fixed: 5 },
        pointStrokeWidth: 1,
        show: 'points',
      },
      colorMode: 'palette-classic',
    },
  ],
])

/** What a panel of a type takes where its JSON says nothing; of a type that is not known here, nothing. */
export function panelDefaults(type: string): PanelDefaults | undefined {
  return tables.get(type)
}
