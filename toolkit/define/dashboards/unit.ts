import type * as units from '@grafana/grafana-foundation-sdk/units'

type NamedUnits = typeof units

/** A unit by its Grafana id (`currencyUSD`, `ms`, `percentunit`), or one of Grafana's custom forms (`suffix: videos`). */
export type Unit =
  | Extract<NamedUnits[keyof NamedUnits], string>
  | `${'suffix' | 'prefix' | 'time' | 'si' | 'count' | 'currency'}:${string}`
