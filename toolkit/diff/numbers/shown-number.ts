import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { panelField } from '../../query/field-format.ts'
import { valueText } from './value-text.ts'

/** A value as it is, and as people read it; NULL has the text `no value`. */
export interface ShownNumber {
  readonly value: number | null
  readonly text: string
}

/** A value of a field on both sides, in its unit. */
export interface ChangedNumber {
  /** The unit as Grafana names it: `currencyUSD`; empty for a plain number. */
  readonly unit: string
  readonly before: ShownNumber
  readonly after: ShownNumber
  /** The way from one to the other: `+$1.2K (+5.4 %)`; empty where one is missing. */
  readonly change: string
}

/** A panel and the name of one of its fields. */
export interface PanelField {
  readonly panel: Panel | undefined
  readonly field: string
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const exact = (value: unknown): string =>
  typeof value === 'number' ? ` (${value.toLocaleString('en-US', { maximumFractionDigits: 6 })})` : ''

/** A value of both sides: two that their panels show alike, though they differ, are told apart by what they are. */
export function changedNumber(
  [before, after]: readonly [unknown, unknown],
  [old, now]: readonly [PanelField, PanelField],
  change: string,
): ChangedNumber {
  const texts = [valueText(before, old.panel, old.field), valueText(after, now.panel, now.field)]
  const isAlike = texts[0] === texts[1] && before !== after
  const shown = (value: unknown, text = ''): ShownNumber => ({
    value: numberOrNull(value),
    text: isAlike ? text + exact(value) : text,
  })
  const unit = panelField(now.panel, now.field)?.config.unit ?? ''
  return { unit, before: shown(before, texts[0]), after: shown(after, texts[1]), change }
}
