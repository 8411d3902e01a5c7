import type { TerraformMetaArguments, TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'
import { GrafanaResource } from './grafana-resource.ts'

export interface MuteInterval {
  readonly times?: readonly { readonly start: string; readonly end: string }[]
  readonly weekdays?: readonly string[]
  readonly days_of_month?: readonly string[]
  readonly months?: readonly string[]
  readonly years?: readonly string[]
  readonly location?: string
}

export interface MuteTimingArguments {
  readonly name: string
  readonly intervals: readonly MuteInterval[]
  readonly disable_provenance?: boolean
}

/** When alerts tell nobody. */
export class MuteTiming extends GrafanaResource<MuteTimingArguments> {
  constructor(
    scope: Construct,
    id: string,
    args: MuteTimingArguments,
    meta: TerraformMetaArguments & { readonly provider: TerraformProvider },
  ) {
    super(scope, id, 'grafana_mute_timing', args, meta)
  }
}
