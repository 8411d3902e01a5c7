import { type MessageTemplate, templateText } from '../../define/alerts/message-template.ts'

/** Message templates in the form of Grafana's file provisioning, which replaces nothing in them. */
export function messageTemplatesFile(templates: readonly MessageTemplate[]): object {
  return {
    apiVersion: 1,
    templates: templates.map((template) => ({
      orgId: 1,
      name: template.name,
      template: templateText(template),
    })),
  }
}
