import type { ContactPoint } from '../../define/alerts/contact-point.ts'
import { mapSettings } from '../../define/alerts/integrations/integration.ts'
import { type MessageTemplate, templateCall } from '../../define/alerts/message-template.ts'
import { isSecret, type Secret } from '../../define/alerts/secret.ts'
import { integrationUid } from '../alerting/integration-uid.ts'
import { fromEnvironment, literalText } from './dollar.ts'

/** Contact points in the form of Grafana's file provisioning; secrets are references to the environment. */
export function contactPointsFile(contactPoints: readonly ContactPoint[]): object {
  return {
    apiVersion: 1,
    contactPoints: contactPoints.map(({ name, integrations }) => ({
      orgId: 1,
      name: literalText(name),
      receivers: integrations.map(({ type, settings, sendResolved }, position) => ({
        uid: integrationUid(name, position, type),
        type,
        settings: mapSettings(settings, settingText),
        disableResolveMessage: !sendResolved,
      })),
    })),
  }
}

function settingText(value: string | Secret | MessageTemplate): string {
  if (typeof value === 'string') return literalText(value)
  return isSecret(value) ? fromEnvironment(value.environment) : literalText(templateCall(value))
}
