import type { TerraformMetaArguments, TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'
import { GrafanaResource } from './grafana-resource.ts'

export interface FolderArguments {
  readonly uid: string
  readonly title: string
  readonly parent_folder_uid?: string
  /** Refuse to remove it while it holds dashboards or rules. */
  readonly prevent_destroy_if_not_empty?: boolean
}

/** A folder of dashboards and rules. */
export class Folder extends GrafanaResource<FolderArguments> {
  constructor(
    scope: Construct,
    id: string,
    args: FolderArguments,
    meta: TerraformMetaArguments & { readonly provider: TerraformProvider },
  ) {
    super(scope, id, 'grafana_folder', args, meta)
  }
}
