import { Fn, type TerraformVariable } from 'cdktf'
import type { Construct } from 'constructs'
import { secretVariable, variable } from './variable.ts'

/** Where Grafana is, and how to get in. */
export interface GrafanaConnection {
  readonly url: TerraformVariable
  readonly auth: TerraformVariable
}

/** Declares the variables of the connection. */
export function grafanaConnection(scope: Construct): GrafanaConnection {
  return {
    url: variable(scope, 'grafana_url', { description: 'The address of Grafana.' }),
    auth: secretVariable(scope, 'grafana_token', 'The token of a service account.'),
  }
}

/** The environment of a command that works on Grafana; it is shown nowhere. */
export function grafanaEnvironment({ url, auth }: GrafanaConnection): Record<string, string> {
  return { GRAFANA_URL: url.stringValue, GRAFANA_TOKEN: Fn.nonsensitive(auth.value) }
}

/** The same for a command that runs when something is destroyed: what the shell inherits of Terraform's environment. */
export const inheritedGrafana = {
  GRAFANA_URL: '$TF_VAR_grafana_url',
  GRAFANA_TOKEN: '$TF_VAR_grafana_token',
} as const
