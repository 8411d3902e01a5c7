/** Settings whose name in Grafana does not follow from where they stand. */
const names = new Map([
  ['type', 'visualization'],
  ['timeFrom', 'relative time'],
  ['timeShift', 'time shift'],
  ['interval', 'min interval'],
  ['maxDataPoints', 'max data points'],
  ['transparent', 'transparent background'],
  ['repeat', 'repeat by variable'],
  ['color.mode', 'color scheme'],
  ['color.fixedColor', 'color'],
  ['noValue', 'no value'],
  ['displayName', 'display name'],
  ['drawStyle', 'graph style'],
  ['spanNulls', 'connect null values'],
  ['stacking.mode', 'stack series'],
  ['thresholdsStyle.mode', 'show thresholds'],
  ['reduceOptions.calcs', 'calculation'],
  ['reduceOptions.values', 'show all values'],
  ['reduceOptions.fields', 'fields shown'],
  ['reduceOptions.limit', 'limit of values'],
  ['legend.displayMode', 'legend mode'],
  ['legend.showLegend', 'legend'],
  ['legend.calcs', 'legend values'],
  ['tooltip.mode', 'tooltip mode'],
  ['justifyMode', 'text alignment'],
  ['wideLayout', 'wide layout'],
  ['refresh', 'auto refresh'],
  ['graphTooltip', 'shared tooltip'],
  ['timezone', 'time zone'],
  ['includeAll', 'include all option'],
  ['multi', 'multi-value'],
  ['hide', 'hidden'],
  ['iconColor', 'color'],
  ['enable', 'enabled'],
  ['datasource.uid', 'data source'],
  ['datasource.type', 'kind of data source'],
])

/** What only says where a setting stands. */
const places = /^(?:options|fieldConfig\.defaults|custom)\./

/** The name that people know a setting by: `options.legend.displayMode` is the legend mode. */
export function settingName(path: string): string {
  let rest = path
  while (places.test(rest)) rest = rest.replace(places, '')
  return names.get(rest) ?? rest.split('.').map(inWords).join(' ')
}

const inWords = (key: string): string => key.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
