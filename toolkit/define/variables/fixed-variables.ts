import { ConstantVariableBuilder, DatasourceVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import { rememberSite } from '../../foundation/definition-site.ts'
import { type ShownOptions, shown } from './shown.ts'
import { noRelations, type SingleVariable, singleValue, type Variable } from './variable.ts'

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
  { plugin = 'grafana-postgresql-datasource', regex, ...rest }: DataSourceVariableOptions,
): Variable<'datasource', Name> {
  const builder = shown(new DatasourceVariableBuilder(name), rest).type(plugin)
  const model = (regex ? builder.regex(String(regex)) : builder).build()
  return rememberSite(
    { kind: 'variable', type: 'datasource', name, model, relations: noRelations },
    dataSourceVariable,
  )
}

export interface DataSourceVariableOptions extends ShownOptions {
  readonly plugin?: string
  /** Which names of data sources are offered; all of the plugin unless said otherwise. */
  readonly regex?: RegExp
}
