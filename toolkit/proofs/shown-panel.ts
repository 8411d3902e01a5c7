import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { SightlineError } from '../foundation/sightline-error.ts'
import { withPanelDefaults } from '../grafana/model/display/panel-defaults.ts'
import { panelValues, type ReduceOptions } from '../grafana/model/display/panel-values.ts'
import { type ShownField, type ShownFrame, shownFrames } from '../grafana/model/display/shown-fields.ts'
import { formattedText } from '../grafana/model/format/value-format.ts'
import type { DataFrame } from '../grafana/model/frames/frame.ts'
import { transform } from '../grafana/model/transform/transform.ts'
import type { QueryResult } from '../query/run-query.ts'

/** A value as people see it, its colour as hexadecimal numbers of the dark theme. */
export interface PanelCell {
  readonly text: string
  readonly color: string
}

/** What a panel shows: a row of its values, or rows of fields, by the names that people see. */
export interface ShownPanel {
  /** What stands there instead where it has no data. */
  readonly nothing: string | undefined
  readonly rows: readonly Readonly<Record<string, PanelCell>>[]
}

const ofSingleValues = ['stat', 'gauge', 'bargauge', 'piechart']

/**
 * What a panel shows of what its queries returned.
 *
 * @throws SightlineError where one of them failed, or the panel has a transformation that is not simulated
 */
export function shownPanel(panel: Panel, results: readonly QueryResult[]): ShownPanel {
  const { frames, uncovered } = transform(results.flatMap(framesOf), panel.transformations ?? [])
  if (uncovered.length > 0)
    throw new SightlineError({
      code: 'transformation-not-simulated',
      what: `The panel ${panel.title ?? ''} has a transformation that is not simulated, so what it shows is not known.`,
      value: uncovered.join(', '),
      next: 'Do it in the query of the panel, or prove the view that it reads.',
    })
  const config = withPanelDefaults(panel.type, panel.fieldConfig)
  const isEmpty = !frames.some(({ length }) => length > 0)
  if (isEmpty) return { nothing: config.defaults.noValue ?? 'No data', rows: [] }
  const shown = shownFrames(frames, config, 'dark')
  if (!ofSingleValues.includes(panel.type)) return { nothing: undefined, rows: shown.flatMap(rowsOf) }
  const { reduceOptions = {} }: { readonly reduceOptions?: ReduceOptions } = panel.options ?? {}
  const values = panelValues(shown, reduceOptions, config, 'dark')
  const cells = values.map(({ title, display }) => [
    title,
    { text: formattedText(display), color: display.color },
  ])
  return { nothing: undefined, rows: [Object.fromEntries(cells)] }
}

function framesOf(result: QueryResult): DataFrame[] {
  const error = !result.ok ? result.message : result.answer.kind === 'error' ? result.answer.error : undefined
  if (error !== undefined)
    throw new SightlineError({
      code: 'query-fails',
      what: `The query of the panel fails: ${error}.`.replace('..', '.'),
      value: result.sql.slice(0, 400),
      next: 'Correct the query; `sightline check` runs all of them.',
    })
  return result.ok && result.answer.kind === 'frame' ? [result.answer.frame] : []
}

const rowsOf = (frame: ShownFrame): Readonly<Record<string, PanelCell>>[] =>
  Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.fields.map((field) => [field.title, cellOf(field, row)])),
  )

function cellOf(field: ShownField, row: number): PanelCell {
  const display = field.display(field.values[row])
  return { text: formattedText(display), color: display.color }
}
