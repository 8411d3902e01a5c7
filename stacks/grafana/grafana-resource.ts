import { type TerraformMetaArguments, type TerraformProvider, TerraformResource } from 'cdktf'
import type { Construct } from 'constructs'
import { literals } from '../constructs/literal.ts'
import { providerVersion } from './grafana-provider.ts'

/**
 * A resource of Terraform's Grafana provider; its arguments have the names of the provider's documentation, and every
 * text in them is literal.
 */
export abstract class GrafanaResource<Arguments extends object> extends TerraformResource {
  readonly #args: Arguments

  constructor(
    scope: Construct,
    id: string,
    type: `grafana_${string}`,
    args: Arguments,
    meta: TerraformMetaArguments & { readonly provider: TerraformProvider },
  ) {
    super(scope, id, {
      terraformResourceType: type,
      terraformGeneratorMetadata: { providerName: 'grafana', providerVersion },
      ...meta,
    })
    this.#args = args
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(this.#args).map(([name, value]) => [name, literals(value)]))
  }

  /** A reference to one of its attributes, which also says that this resource comes first. */
  attribute(name: keyof Arguments & string): string {
    return this.getStringAttribute(name)
  }
}
