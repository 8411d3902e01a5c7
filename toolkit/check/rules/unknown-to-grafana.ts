import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { isKnownUnit } from '../../grafana/model/format/value-formats.ts'
import { findReducer } from '../../grafana/model/reduce/reducers.ts'
import { fieldMatcher } from '../../grafana/model/transform/field-matchers.ts'
import { NotFound } from '../../grafana/model/transform/not-found.ts'
import { isKnownTransformation } from '../../grafana/model/transform/transform.ts'
import type { Rule } from '../rule.ts'
import { listAt } from './at-path.ts'
import { overriddenValues } from './field-settings.ts'
import { placedPanels } from './placed-panels.ts'

/** Reports a word in a panel's settings that Grafana has no meaning for. */
export const unknownToGrafana: Rule = {
  name: 'unknown-to-grafana',
  description:
    'Units, transformations, calculations and matchers are words that Grafana knows: an unknown unit stands behind the number as it is, and at an unknown transformation or matcher the panel shows an error.',
  *check({ release }) {
    for (const { panel, where, site } of placedPanels(release)) {
      for (const [what, next] of unknownWords(panel)) yield { where, what, next, site }
    }
  },
}

function* unknownWords(panel: Panel): Generator<readonly [what: string, next: string]> {
  const units = [panel.fieldConfig?.defaults.unit, ...overriddenValues(panel, 'unit')]
  for (const unit of units) {
    if (typeof unit !== 'string' || isKnownUnit(unit)) continue
    yield [
      `Grafana has no unit "${unit}", and writes the word behind the number.`,
      `Use one of Grafana's units, or 'suffix:${unit}' where that is meant.`,
    ]
  }
  for (const { id } of panel.transformations ?? []) {
    if (isKnownTransformation(id)) continue
    yield [
      `Grafana has no transformation "${id}", and shows an error in place of the panel.`,
      'Correct its id.',
    ]
  }
  for (const calculation of listAt(panel.options, 'reduceOptions', 'calcs').concat(
    listAt(panel.options, 'legend', 'calcs'),
  )) {
    if (typeof calculation !== 'string' || findReducer(calculation)) continue
    yield [
      `Grafana has no calculation "${calculation}", and shows no value for it.`,
      "Use one such as 'lastNotNull', 'mean' or 'max'.",
    ]
  }
  for (const { matcher } of panel.fieldConfig?.overrides ?? []) {
    const unknown = unknownMatcher(() => fieldMatcher(matcher))
    if (unknown === undefined) continue
    yield [
      `Grafana has no matcher "${unknown}", and the override stops the panel.`,
      "Use one such as 'byName'.",
    ]
  }
}

function unknownMatcher(make: () => unknown): string | undefined {
  try {
    make()
    return undefined
  } catch (error) {
    if (error instanceof NotFound) return error.id
    throw error
  }
}
