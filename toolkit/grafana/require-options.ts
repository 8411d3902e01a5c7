import type { Dashboard } from '../define/dashboards/dashboard.ts'
import type { AnyVariable } from '../define/variables/variable.ts'
import { describeSite } from '../foundation/definition-site.ts'
import { SightlineError } from '../foundation/sightline-error.ts'
import { readCustomOptions } from './model/variables/custom-options.ts'
import { variableReferences } from './model/variables/references.ts'

/** Refuses a dashboard with a variable whose options Grafana would not offer as they are written. */
export function requireOptions({ variables }: Dashboard): void {
  const names = variables.map(({ name }) => name)
  for (const variable of variables) {
    if (variable.type !== 'custom') continue
    const wrong = misread(variable, names)
    if (wrong === undefined) continue
    const where = describeSite(variable)
    throw new SightlineError({
      code: 'invalid-variable-option',
      what: `Grafana would not offer this option of the variable ${variable.name} as it is written.`,
      value: JSON.stringify(wrong),
      ...(where === undefined ? {} : { where }),
      next: 'Take an option that is not empty, and has no spaces around it, no ` : `, no backslash at its end, and no variable of Grafana in it.',
    })
  }
}

/** The first option that Grafana reads as something else, or puts a variable into. */
function misread({ model }: AnyVariable, names: readonly string[]): string | undefined {
  const options = (model.options ?? []).map(({ text, value }) => ({
    text: String(text),
    value: String(value),
  }))
  const read = readCustomOptions(typeof model.query === 'string' ? model.query : '')
  const replaced = (option: string) =>
    variableReferences(option).some(({ name }) => names.includes(name) || name.startsWith('__'))
  const wrong = options.find((option, index) => {
    const { text, value } = read[index] ?? {}
    return text !== option.text || value !== option.value || replaced(option.text) || replaced(option.value)
  })
  if (wrong === undefined) return undefined
  return wrong.text === wrong.value ? wrong.value : `${wrong.text} : ${wrong.value}`
}
