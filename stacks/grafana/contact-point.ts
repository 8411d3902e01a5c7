import type { TerraformMetaArguments, TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'
import { GrafanaResource } from './grafana-resource.ts'

/** One block of an integration, with the names of the provider's documentation. */
export interface IntegrationArguments {
  readonly disable_resolve_message: boolean
  readonly [setting: string]: unknown
}

export interface ContactPointArguments {
  readonly name: string
  readonly disable_provenance?: boolean
  /** The integrations by the names of their blocks, such as `slack`. */
  readonly [block: string]: string | boolean | readonly IntegrationArguments[] | undefined
}

/** Whom alerts tell, by one or more integrations. */
export class ContactPoint extends GrafanaResource<ContactPointArguments> {
  constructor(
    scope: Construct,
    id: string,
    args: ContactPointArguments,
    meta: TerraformMetaArguments & { readonly provider: TerraformProvider },
  ) {
    super(scope, id, 'grafana_contact_point', args, meta)
  }
}
