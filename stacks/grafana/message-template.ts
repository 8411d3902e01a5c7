import type { TerraformMetaArguments, TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'
import { GrafanaResource } from './grafana-resource.ts'

export interface MessageTemplateArguments {
  readonly name: string
  readonly template: string
  readonly disable_provenance?: boolean
}

/** A group of templates for the texts of notifications. */
export class MessageTemplate extends GrafanaResource<MessageTemplateArguments> {
  constructor(
    scope: Construct,
    id: string,
    args: MessageTemplateArguments,
    meta: TerraformMetaArguments & { readonly provider: TerraformProvider },
  ) {
    super(scope, id, 'grafana_message_template', args, meta)
  }
}
