import {
  ConstantVariableBuilder,
  CustomVariableBuilder,
  DatasourceVariableBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { rememberSite } from '../../foundation/definition-site.ts'
import { noRelations, type SingleVariable, singleValue, type Variable } from './variable.ts'

export interface CustomVariableOptions<Option extends string> {
  readonly label: string
  readonly description: string
  readonly options: readonly Option[]
  readonly default: NoInfer<Option>
}

/**
 * A variable with a fixed list of choices.
 *
 * @example customVariable('tier', { label: 'Tier', description: '…', options: ['beta', 'growth'], default: 'growth' })
 */
export function customVariable<const Name extends string, const Option extends string>(
  name: Name,
  { label, description, options, default: chosen }: CustomVariableOptions<Option>,
): SingleVariable<'custom', Name, Option> {
  const model = new CustomVariableBuilder(name)
    .label(label)
    .description(description)
    .values(options.map((option) => option.replaceAll(',', '\\,')).join(','))
    .options(options.map((option) => ({ text: option, value: option, selected: option === chosen })))
    .current({ text: chosen, value: chosen, selected: true })
    .build()
  return rememberSite(
    {
      kind: 'variable',
      type: 'custom',
      name,
      model,
      relations: noRelations,
      value: singleValue<Option>(name),
    },
    customVariable,
  )
}

/** A hidden variable with one value. */
export function constantVariable<const Name extends string>(
  name: Name,
  { value, description }: { readonly value: string; readonly description: string },
): SingleVariable<'constant', Name> {
  const model = new ConstantVariableBuilder(name).description(description).value(value).build()
  return rememberSite(
    {
      kind: 'variable',
      type: 'constant',
      name,
      model,
      relations: noRelations,
      value: singleValue(name),
    },
    constantVariable,
  )
}

/** A variable that lets people point the whole dashboard at another Postgres data source. */
export function dataSourceVariable<const Name extends string>(
  name: Name,
  { label, description, plugin = 'grafana-postgresql-datasource' }: DataSourceVariableOptions,
): Variable<'datasource', Name> {
  const model = new DatasourceVariableBuilder(name).label(label).description(description).type(plugin).build()
  return rememberSite(
    { kind: 'variable', type: 'datasource', name, model, relations: noRelations },
    dataSourceVariable,
  )
}

export interface DataSourceVariableOptions {
  readonly label: string
  readonly description: string
  readonly plugin?: string
}
