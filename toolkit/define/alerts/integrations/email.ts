import { isSecret, type Secret } from '../secret.ts'
import { type Integration, integration, type MessageText, type Resolving } from './integration.ts'

export type EmailOptions = Resolving & {
  readonly to: readonly [string, ...string[]] | Secret
  readonly subject?: MessageText
  readonly message?: MessageText
  /** Whether one mail goes to all of them, as it does unless said otherwise. */
  readonly singleEmail?: boolean
}

/** One or more addresses, or a secret that holds them with `;` between. */
export function email({ to, singleEmail = true, ...rest }: EmailOptions): Integration {
  const addresses = isSecret(to) ? to : to.join(';')
  return integration('email', { addresses, singleEmail, ...rest })
}
