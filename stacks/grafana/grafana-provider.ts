import { TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'

/** The versions of Terraform's Grafana provider that these resources are written for. */
export const providerVersion = '~> 4.0'

/** Where Grafana is, and the token of a service account, or `user:password`. */
export interface GrafanaProviderArguments {
  readonly url: string
  readonly auth: string
}

/** Terraform's Grafana provider. */
export class GrafanaProvider extends TerraformProvider {
  readonly #args: GrafanaProviderArguments

  constructor(scope: Construct, id: string, args: GrafanaProviderArguments) {
    super(scope, id, {
      terraformResourceType: 'grafana',
      terraformGeneratorMetadata: { providerName: 'grafana', providerVersion },
      terraformProviderSource: 'grafana/grafana',
    })
    this.#args = args
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.#args }
  }
}
