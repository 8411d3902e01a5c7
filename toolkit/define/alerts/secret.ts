import { SightlineError } from '../../foundation/sightline-error.ts'

/** The name of an environment variable that holds a secret; the secret itself never stands in a definition. */
export interface Secret {
  readonly kind: 'secret'
  readonly environment: string
}

/** Refers to a secret by the environment variable that Grafana reads it from. */
export function secret(environment: Uppercase<string>): Secret {
  if (/^[A-Z][A-Z0-9]*_[A-Z0-9_]*$/.test(environment)) return { kind: 'secret', environment }
  throw new SightlineError({
    code: 'invalid-secret-name',
    what: 'A secret is named by its environment variable alone.',
    value: environment,
    next: "Write the bare name, without `$` and with an underscore, so that no key is taken for it: secret('SLACK_TOKEN').",
  })
}

/** Whether a value is a secret, and no group of settings. */
export const isSecret = (value: unknown): value is Secret =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  value.kind === 'secret' &&
  'environment' in value &&
  typeof value.environment === 'string'
