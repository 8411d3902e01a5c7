import { TerraformStack, TerraformVariable, type TerraformVariableConfig } from 'cdktf'
import type { Construct } from 'constructs'

/** A variable of the stack, declared once however often it is asked for; `TF_VAR_name` sets it. */
export function variable(
  scope: Construct,
  name: string,
  config: Pick<TerraformVariableConfig, 'description' | 'sensitive' | 'default'>,
): TerraformVariable {
  const stack = TerraformStack.of(scope)
  const found = stack.node.tryFindChild(name)
  if (found instanceof TerraformVariable) return found
  const description = `${config.description} Set it with TF_VAR_${name}.`
  return new TerraformVariable(stack, name, { type: 'string', nullable: false, ...config, description })
}

/** A variable that no plan and no log shows. */
export function secretVariable(scope: Construct, name: string, description: string): TerraformVariable {
  return variable(scope, name, { description, sensitive: true })
}
