import type { TerraformMetaArguments, TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'
import { GrafanaResource } from './grafana-resource.ts'

interface Integration {
  readonly disable_resolve_message: boolean
}

export interface Slack extends Integration {
  readonly recipient: string
  readonly token?: string
  readonly url?: string
  readonly title?: string
  readonly text?: string
}

export interface Email extends Integration {
  readonly addresses: readonly string[]
  readonly single_email: boolean
  readonly subject?: string
  readonly message?: string
}

export interface Pagerduty extends Integration {
  readonly integration_key: string
  readonly severity: string
  readonly component?: string
}

export interface Webhook extends Integration {
  readonly url: string
  readonly http_method: string
}

export interface ContactPointArguments {
  readonly name: string
  readonly slack?: readonly Slack[]
  readonly email?: readonly Email[]
  readonly pagerduty?: readonly Pagerduty[]
  readonly webhook?: readonly Webhook[]
  readonly disable_provenance?: boolean
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
