import {
  allText,
  allValue,
  type ChoiceVariable,
  hasAll,
  isList,
  type VariableOption,
  type VariableValue,
} from './variable-state.ts'

/**
 * A variable with choices that have become known: what is chosen stays where it is offered, and else is the first choice,
 * or All where the variable has it. Values of the address stay.
 */
export function withOptions(
  variable: ChoiceVariable,
  options: readonly VariableOption[],
  keep = variable.fromAddress,
): ChoiceVariable {
  const valid = validChoice({ ...variable, options })
  const isAllByText = valid.value === allValue && variable.text === allText
  const isReplaced = valid.value !== variable.value && valid.text !== variable.text
  const chosen = keep && isReplaced && !isAllByText ? { value: variable.value, text: variable.text } : valid
  return { ...variable, ...chosen, options, fromAddress: false }
}

type Choice = Pick<ChoiceVariable, 'value' | 'text'>

function validChoice(variable: ChoiceVariable): Choice {
  const { options, multi, includeAll, value, text } = variable
  const [first] = options
  if (!first) return noChoice(variable)
  if (hasAll(variable)) {
    if (includeAll) return { value, text: allText }
    return multi ? { value: [first.value], text: [first.text] } : { value: first.value, text: first.text }
  }
  if (multi) return validList(variable)
  const match =
    options.find((option) => option.value === value) ?? options.findLast((option) => option.text === text)
  return match ? { value: match.value, text: match.text } : firstChoice(variable)
}

function noChoice({ includeAll, multi }: ChoiceVariable): Choice {
  if (includeAll) return { value: allValue, text: allText }
  return multi ? { value: [], text: [] } : { value: '', text: '' }
}

function validList(variable: ChoiceVariable): Choice {
  const { options, value, text } = variable
  const known = (isList(value) ? value : [value]).flatMap((one) => options.find((o) => o.value === one) ?? [])
  if (known.length === 0) return firstChoice(variable)
  const values = known.map((option) => option.value)
  const texts = known.map((option) => option.text)
  return { value: isSame(values, value) ? value : values, text: isSame(texts, text) ? text : texts }
}

const isSame = (list: readonly unknown[], value: VariableValue): boolean =>
  isList(value) && list.length === value.length && list.every((one, index) => one === value[index])

function firstChoice({ options: [first], includeAll, multi }: ChoiceVariable): Choice {
  const value = includeAll ? allValue : first?.value
  const text = includeAll ? allText : first?.text
  return multi ? { value: [value], text: [text] } : { value, text }
}
