import type { TerraformMetaArguments, TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'
import { GrafanaResource } from './grafana-resource.ts'

export interface DashboardArguments {
  readonly config_json: string
  /** The uid of its folder. */
  readonly folder: string
  /** Whether a dashboard that has this uid already is replaced. */
  readonly overwrite: boolean
  /** What its version history says of the change. */
  readonly message?: string
}

/** A dashboard, as its JSON says; its uid stands there. */
export class Dashboard extends GrafanaResource<DashboardArguments> {
  constructor(
    scope: Construct,
    id: string,
    args: DashboardArguments,
    meta: TerraformMetaArguments & { readonly provider: TerraformProvider },
  ) {
    super(scope, id, 'grafana_dashboard', args, meta)
  }
}
