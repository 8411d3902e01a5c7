import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog'
import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import {
  DashboardBuilder,
  FieldColorBuilder,
  FieldColorModeId,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { dashboards, limits } from './many/size.ts'

/** The same bytes from the foundation SDK alone and JSON.stringify. */
export const buildWithSdk = (sqlOf: (limit: number) => string): readonly string[] => [...eachWithSdk(sqlOf)]

/** One after the other, so that what is written need not be kept. */
export function* eachWithSdk(sqlOf: (limit: number) => string): Generator<string> {
  for (let index = 0; index < dashboards; index++) {
    const builder = new DashboardBuilder(`Bench ${index}`)
      .uid(`bench-${index}`)
      .description('A dashboard of the benchmark.')
      .withRow(new RowBuilder('Numbers'))
    for (const limit of limits(index)) builder.withPanel(sdkPanel(limit, sqlOf(limit)))
    yield `${JSON.stringify(builder.build(), null, 2)}\n`
  }
}

/** SQL that is text already. */
export const readySql = (limit: number): string =>
  `select sum(amount) as revenue\nfrom orders\nwhere amount > ${limit}`

function sdkPanel(limit: number, rawSql: string): PanelBuilder {
  const steps = [
    { value: null, color: 'red' },
    { value: 50_000, color: 'yellow' },
    { value: 100_000, color: 'green' },
  ]
  return new PanelBuilder()
    .title(`Revenue above ${limit}`)
    .description('Revenue above a limit.')
    .height(5)
    .span(6)
    .withTarget(sdkTarget(rawSql))
    .unit('currencyUSD')
    .decimals(0)
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps))
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.Thresholds))
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
}

function sdkTarget(rawSql: string): Builder<Dataquery> {
  const datasource = { type: 'grafana-postgresql-datasource', uid: 'bench-postgres' }
  const query = { refId: 'A', rawSql, format: 'table', rawQuery: true, editorMode: 'code', datasource }
  return { build: () => ({ ...query, _implementsDataqueryVariant: () => {} }) }
}
