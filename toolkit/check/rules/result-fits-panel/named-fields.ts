import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { atPath, listAt } from '../at-path.ts'
import { overriddenValues } from '../field-settings.ts'
import type { PanelResult } from '../panel-results.ts'
import { type FieldsByName, fieldsByName, shownFields } from '../shown-fields.ts'
import { nameOneOf, type Problem } from './problem.ts'

/** The transformations, overrides and dimensions of a panel that name a field which is not there. */
export function* unknownFields(result: PanelResult): Generator<Problem> {
  const { frames, lost } = shownFields(result)
  for (const { transformation, field, there } of lost) {
    yield {
      what: `The transformation ${transformation} names the field "${field}", which is not there.`,
      next: nameOneOf(there.keys()),
    }
  }
  if (!frames) return
  const fields = fieldsByName(frames)
  yield* unknownOverrides(result, fields)
  if (result.panel.type === 'xychart') yield* unusableDimensions(result.panel, fields)
}

/** An override finds a field by the query's name, by a new name, and also where a transformation hides it. */
function* unknownOverrides(
  { panel, fields: returned }: PanelResult,
  shown: FieldsByName,
): Generator<Problem> {
  if (namesSlices(panel)) return
  const names = new Set<unknown>([
    ...shown.keys(),
    ...(returned ?? []).map(({ name }) => name),
    ...overriddenValues(panel, 'displayName'),
    panel.fieldConfig?.defaults.displayName,
  ])
  for (const { matcher } of panel.fieldConfig?.overrides ?? []) {
    const field: unknown = matcher.options
    if (matcher.id !== 'byName' || typeof field !== 'string' || names.has(field)) continue
    yield {
      what: `An override names the field "${field}", which the query does not return.`,
      next: nameOneOf(shown.keys()),
    }
  }
}

/** A pie chart with a slice for each row knows its slices by the values of a text column. */
function namesSlices({ type, options }: Panel): boolean {
  return type === 'piechart' && atPath(options, 'reduceOptions', 'values') === true
}

function* unusableDimensions({ options }: Panel, fields: FieldsByName): Generator<Problem> {
  for (const series of listAt(options, 'series')) {
    if (atPath(options, 'mapping') === 'manual' && atPath(series, 'frame', 'matcher') === undefined) {
      yield {
        what: 'A series of the chart does not say of which frame it is: Grafana 12 shows "Err" in place of it.',
        next: "Add frame: { matcher: { id: 'byIndex', options: 0 } } to it, or use xyChartPanel.",
      }
    }
    for (const dimension of ['x', 'y', 'size', 'color']) {
      const name = atPath(series, dimension, 'matcher', 'options')
      if (atPath(series, dimension, 'matcher', 'id') !== 'byName' || typeof name !== 'string') continue
      const field = fields.get(name)
      if (!field) {
        yield {
          what: `The dimension ${dimension} of the chart is the field "${name}", which is not there.`,
          next: nameOneOf(fields.keys()),
        }
      } else if (field.type !== 'number') {
        yield {
          what: `The dimension ${dimension} of the chart is the field "${name}", which holds ${field.type}, not numbers.`,
          next:
            dimension === 'color'
              ? 'Colour by a number with value mappings: Grafana gives points of texts one colour.'
              : 'Name a numeric field, or cast this one in the query.',
        }
      }
    }
  }
}
