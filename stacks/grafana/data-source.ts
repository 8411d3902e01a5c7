import type { TerraformMetaArguments, TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'
import { GrafanaResource } from './grafana-resource.ts'

export interface DataSourceArguments {
  readonly uid: string
  readonly name: string
  readonly type: string
  readonly url: string
  readonly username: string
  readonly database_name?: string
  readonly access_mode: 'proxy'
  /** JSON; the passwords are in the other one. */
  readonly json_data_encoded: string
  readonly secure_json_data_encoded: string
}

/** A data source. */
export class DataSource extends GrafanaResource<DataSourceArguments> {
  constructor(
    scope: Construct,
    id: string,
    args: DataSourceArguments,
    meta: TerraformMetaArguments & { readonly provider: TerraformProvider },
  ) {
    super(scope, id, 'grafana_data_source', args, meta)
  }
}
