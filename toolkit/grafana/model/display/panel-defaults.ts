import type { FieldConfig, FieldConfigSource } from '@grafana/grafana-foundation-sdk/dashboard'

/** The kinds of panels whose series get the colours of the palette, where nothing is said of colours. */
const inPalette = ['timeseries', 'barchart', 'piechart', 'xychart', 'histogram', 'trend', 'candlestick']

/** The settings of fields that a panel of a kind has where it says nothing: Grafana's thresholds, red from 80 on, and a colour mode. */
export function withPanelDefaults(
  type: string,
  { defaults = {}, overrides = [] }: Partial<FieldConfigSource> = {},
): FieldConfigSource {
  const known = Object.entries(defaults).filter(([, value]) => value !== undefined && value !== null)
  const config: FieldConfig = {}
  const color = { mode: inPalette.includes(type) ? 'palette-classic' : 'thresholds' }
  const plain = { color, thresholds: { mode: 'absolute', steps: greenAndRed } }
  Object.assign(config, plain, Object.fromEntries(known))
  const thresholds = withLowest(config.thresholds)
  return { defaults: { ...config, ...(thresholds ? { thresholds } : {}) }, overrides }
}

const greenAndRed = [
  { value: null, color: 'green' },
  { value: 80, color: 'red' },
]

/** Thresholds whose first step is below every value, as Grafana takes it whatever it says. */
export function withLowest(thresholds: FieldConfig['thresholds']): FieldConfig['thresholds'] {
  if (!thresholds) return undefined
  const steps = thresholds.steps.map((step, index) => (index === 0 ? { ...step, value: -Infinity } : step))
  return { ...thresholds, steps }
}
