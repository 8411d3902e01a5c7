import type { ContactPoint, Setting } from '../../define/alerts/contact-point.ts'
import { templateCall } from '../../define/alerts/message-template.ts'
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
        settings: Object.fromEntries(
          Object.entries(settings).map(([key, value]) => [key, settingText(value)]),
        ),
        disableResolveMessage: !sendResolved,
      })),
    })),
  }
}

function settingText(value: Setting): string | boolean {
  if (typeof value === 'boolean') return value
  if (typeof value === 'string') return literalText(value)
  return 'environment' in value ? fromEnvironment(value.environment) : literalText(templateCall(value))
}
