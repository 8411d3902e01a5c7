import { rememberSite } from '../../foundation/definition-site.ts'
import { type Integration, isTemplate, mapSettings } from './integrations/integration.ts'
import type { MessageTemplate } from './message-template.ts'
import { isSecret } from './secret.ts'

/** Who is told about an alert. */
export interface ContactPoint {
  readonly kind: 'contact point'
  readonly name: string
  readonly description: string
  readonly integrations: readonly Integration[]
}

/**
 * Defines whom an alert tells; rules refer to it as a value, so a wrong name does not compile.
 *
 * @example contactPoint('on-call', { description: 'Whoever is on call.', integrations: [slack({ channel: '#alerts', token: secret('SLACK_TOKEN') })] })
 */
export function contactPoint(
  name: string,
  options: { readonly description: string; readonly integrations: readonly [Integration, ...Integration[]] },
): ContactPoint {
  return rememberSite({ kind: 'contact point', name, ...options }, contactPoint)
}

/** The message templates that a contact point uses. */
export function templatesOf({ integrations }: Pick<ContactPoint, 'integrations'>): MessageTemplate[] {
  const found: MessageTemplate[] = []
  for (const { settings } of integrations)
    mapSettings(settings, (leaf) => {
      if (typeof leaf === 'object' && !isSecret(leaf) && isTemplate(leaf)) found.push(leaf)
    })
  return found
}
