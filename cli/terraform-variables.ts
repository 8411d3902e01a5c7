import { SightlineError } from 'sightline/engine'

/** The variables of a stack, and what the same is called for a command. */
const variables = {
  TF_VAR_postgres_host: 'PGHOST',
  TF_VAR_postgres_port: 'PGPORT',
  TF_VAR_postgres_database: 'PGDATABASE',
  TF_VAR_postgres_username: 'PGUSER',
  TF_VAR_postgres_password: 'PGPASSWORD',
  TF_VAR_postgres_sslmode: 'PGSSLMODE',
  TF_VAR_grafana_url: 'GRAFANA_URL',
  TF_VAR_grafana_token: 'GRAFANA_TOKEN',
} as const

/**
 * Connects as the stack does that Terraform plans: its variables become those of the command.
 *
 * @throws SightlineError naming those that are not in the environment
 */
export function useTerraformVariables(environment: NodeJS.ProcessEnv): void {
  const missing = Object.keys(variables).filter((name) => !environment[name])
  if (missing.length > 0) {
    throw new SightlineError({
      code: 'stack-variables-missing',
      what: 'Variables of the stack are not in the environment, so that nothing can be looked at while Terraform plans.',
      value: missing.join(', '),
      next: 'Set them in the environment, not in a file or on the command line of Terraform.',
    })
  }
  for (const [name, own] of Object.entries(variables)) environment[own] = environment[name]
  environment.DATABASE_URL = 'postgres:///'
}
