import { StringMap, TerraformDataSource, TerraformProvider } from 'cdktf'
import type { Construct } from 'constructs'
import { literal } from './literal.ts'

const generated = { providerName: 'external', providerVersion: '~> 2.3' }

class ExternalProvider extends TerraformProvider {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: 'external',
      terraformGeneratorMetadata: generated,
      terraformProviderSource: 'hashicorp/external',
    })
  }
}

/**
 * What a program says while Terraform plans: it is run without a shell, with the environment of Terraform, and answers
 * with a flat JSON object of texts.
 */
export class External extends TerraformDataSource {
  readonly #program: readonly string[]
  readonly #result = new StringMap(this, 'result')

  constructor(scope: Construct, id: string, program: readonly string[]) {
    super(scope, id, {
      terraformResourceType: 'external',
      terraformGeneratorMetadata: generated,
      provider: new ExternalProvider(scope, `${id}_provider`),
    })
    this.#program = program
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { program: this.#program.map(literal) }
  }

  /** A reference to a part of the answer. */
  answer(name: string): string {
    return this.#result.lookup(name)
  }

  /** The same inside of an expression. */
  expression(name: string): string {
    return `${this.fqn}.result["${name}"]`
  }
}
