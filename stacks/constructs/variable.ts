import { TerraformStack, TerraformVariable } from 'cdktf'
import type { Construct } from 'constructs'

interface VariableOptions {
  readonly description: string
  readonly sensitive?: boolean
  /** What it is where nobody sets it; one without has to be set. */
  readonly default?: string
}

/** A variable of the stack, declared once however often it is asked for; `TF_VAR_name` sets it. */
export function variable(scope: Construct, name: string, options: VariableOptions): TerraformVariable {
  const stack = TerraformStack.of(scope)
  const found = stack.node.tryFindChild(name)
  if (found instanceof TerraformVariable) return found
  const { sensitive = false } = options
  const declared = new TerraformVariable(stack, name, {
    type: 'string',
    nullable: false,
    description: options.description,
    default: options.default ?? '',
    ...(sensitive ? { sensitive } : {}),
  })
  if (options.default === undefined) requireValue(declared, name, options.description)
  return declared
}

/** Without a default Terraform would ask for it, and wait for ever where nobody can answer. */
function requireValue(declared: TerraformVariable, name: string, description: string): void {
  declared.addValidation({
    condition: `\${var.${name} != ""}`,
    errorMessage: `${description} It is not set: give it in the environment variable TF_VAR_${name}.`,
  })
}

/** A variable that no plan and no log shows. */
export function secretVariable(scope: Construct, name: string, description: string): TerraformVariable {
  return variable(scope, name, { description, sensitive: true })
}
