import type { TerraformMetaArguments, TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'
import { GrafanaResource } from './grafana-resource.ts'

export interface RuleQuery {
  readonly ref_id: string
  readonly datasource_uid: string
  readonly relative_time_range: readonly [{ readonly from: number; readonly to: number }]
  /** JSON. */
  readonly model: string
}

export interface Rule {
  readonly uid: string
  readonly name: string
  readonly condition: string
  readonly for: string
  readonly keep_firing_for?: string
  readonly missing_series_evals_to_resolve?: number
  readonly no_data_state: string
  readonly exec_err_state: string
  readonly is_paused: boolean
  readonly annotations: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  readonly data: readonly RuleQuery[]
  /** Tells this contact point whatever the organisation's notification policies say. */
  readonly notification_settings: readonly [
    {
      readonly contact_point: string
      readonly group_by?: readonly string[]
      readonly group_wait?: string
      readonly group_interval?: string
      readonly repeat_interval?: string
      readonly mute_timings?: readonly string[]
      readonly active_timings?: readonly string[]
    },
  ]
}

export interface RuleGroupArguments {
  readonly name: string
  readonly folder_uid: string
  readonly interval_seconds: number
  readonly rule: readonly Rule[]
  readonly disable_provenance?: boolean
}

/** Alert rules that are evaluated together. */
export class RuleGroup extends GrafanaResource<RuleGroupArguments> {
  constructor(
    scope: Construct,
    id: string,
    args: RuleGroupArguments,
    meta: TerraformMetaArguments & { readonly provider: TerraformProvider },
  ) {
    super(scope, id, 'grafana_rule_group', args, meta)
  }
}
