import type { TerraformMetaArguments, TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'
import { GrafanaResource } from './grafana-resource.ts'

/** A role of the organisation, or the id of a team or a user. */
export type Grantee =
  | { readonly role: 'Viewer' | 'Editor' }
  | { readonly team_id: string }
  | { readonly user_id: string }

export type Permission = Grantee & { readonly permission: 'View' | 'Edit' | 'Admin' }

export interface FolderPermissionArguments {
  readonly folder_uid: string
  readonly permissions: readonly Permission[]
}

/** Who may do what with a folder; it replaces what was set before. */
export class FolderPermission extends GrafanaResource<FolderPermissionArguments> {
  constructor(
    scope: Construct,
    id: string,
    args: FolderPermissionArguments,
    meta: TerraformMetaArguments & { readonly provider: TerraformProvider },
  ) {
    super(scope, id, 'grafana_folder_permission', args, meta)
  }
}
