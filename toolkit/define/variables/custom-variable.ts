import { CustomVariableBuilder, type VariableOption } from '@grafana/grafana-foundation-sdk/dashboard'
import { rememberSite } from '../../foundation/definition-site.ts'
import { type ShownOptions, shown } from './shown.ts'
import {
  type MultiVariable,
  noRelations,
  type SingleVariable,
  severalValues,
  singleValue,
} from './variable.ts'

/** A choice: a value, or one beside the text that people see for it. */
export type Choice<Value> = Value | { readonly text: string; readonly value: Value }

export interface CustomVariableOptions<Value extends string | number> extends ShownOptions {
  readonly options: readonly Choice<Value>[]
  readonly default: NoInfer<Value>
}

/** With All, or with several at a time, a variable is a list in SQL: its value is `values()`. */
export interface MultiCustomVariableOptions<Value extends string | number> extends ShownOptions {
  readonly options: readonly Choice<Value>[]
  /** What is chosen at first; all of them unless said otherwise. */
  readonly default?: readonly NoInfer<Value>[]
}

/**
 * A variable with a fixed list of choices, texts or numbers; with `includeAll`, All is one more of them.
 *
 * @example customVariable('tier', { label: 'Tier', description: '…', options: ['beta', 'growth'], default: 'growth' })
 */
export function customVariable<const Name extends string, const Value extends string | number>(
  name: Name,
  options: CustomVariableOptions<Value> & { readonly includeAll?: never },
): SingleVariable<'custom', Name, Value>
export function customVariable<const Name extends string, const Value extends string | number>(
  name: Name,
  options: Omit<CustomVariableOptions<Value>, 'default'> & {
    readonly includeAll: true
    readonly default?: NoInfer<Value>
  },
): MultiVariable<Name, Value>
export function customVariable<const Name extends string, const Value extends string | number>(
  name: Name,
  {
    includeAll = false,
    default: chosen,
    ...options
  }: Partial<CustomVariableOptions<Value>> &
    Omit<CustomVariableOptions<Value>, 'default'> & { readonly includeAll?: boolean },
): SingleVariable<'custom', Name, Value> | MultiVariable<Name, Value> {
  const model = customBuilder(name, options, chosen === undefined ? [] : [chosen])
    .includeAll(includeAll)
    .current(currentOf(options.options, chosen))
    .build()
  const base = { kind: 'variable', type: 'custom', name, model, relations: noRelations } as const
  return includeAll
    ? rememberSite({ ...base, values: severalValues<Value>(name) }, customVariable)
    : rememberSite({ ...base, value: singleValue<Value>(name) }, customVariable)
}

/**
 * A variable with a fixed list of choices, of which several can be taken, or All.
 *
 * @example multiCustomVariable('tiers', { label: 'Tiers', description: '…', options: ['beta', 'growth'] })
 */
export function multiCustomVariable<const Name extends string, const Value extends string | number>(
  name: Name,
  options: MultiCustomVariableOptions<Value>,
): MultiVariable<Name, Value> {
  const { default: chosen } = options
  const found = options.options.map(choice)
  const taken = found.filter(({ value }) => chosen?.some((one) => String(one) === value))
  const current = chosen
    ? { text: taken.map(({ text }) => text), value: taken.map(({ value }) => value) }
    : { text: ['All'], value: ['$__all'] }
  const model = customBuilder(name, options, chosen ?? [])
    .multi(true)
    .includeAll(true)
    .current({ ...current, selected: true })
    .build()
  return rememberSite(
    {
      kind: 'variable',
      type: 'custom',
      name,
      model,
      relations: noRelations,
      values: severalValues<Value>(name),
    },
    multiCustomVariable,
  )
}

function customBuilder<Value extends string | number>(
  name: string,
  { options, ...rest }: ShownOptions & { readonly options: readonly Choice<Value>[] },
  chosen: readonly Value[],
): CustomVariableBuilder {
  const choices = options.map(choice)
  return shown(new CustomVariableBuilder(name), rest)
    .values(choices.map(({ text, value }) => written(text, value)).join(','))
    .options(
      choices.map((one) => ({ ...one, selected: chosen.some((value) => String(value) === one.value) })),
    )
}

/** As Grafana's list of choices has it: a comma parts them, and ` : ` a text from its value. */
const written = (text: string, value: string): string =>
  (text === value ? value : `${text} : ${value}`).replaceAll(',', '\\,')

function choice(option: Choice<string | number>): { readonly text: string; readonly value: string } {
  return typeof option === 'object'
    ? { text: option.text, value: String(option.value) }
    : { text: String(option), value: String(option) }
}

function currentOf(
  options: readonly Choice<string | number>[],
  chosen: string | number | undefined,
): VariableOption {
  const found = options.map(choice).find(({ value }) => value === String(chosen))
  return { ...(found ?? { text: 'All', value: '$__all' }), selected: true }
}
