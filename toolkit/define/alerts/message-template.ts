import { rememberSite } from '../../foundation/definition-site.ts'

/** A text of notifications, in Grafana's template language. */
export interface MessageTemplate {
  readonly kind: 'message template'
  readonly name: string
  readonly description: string
  /** What stands between `{{ define }}` and `{{ end }}`. */
  readonly body: string
}

/**
 * Defines a text that contact points send; they refer to it as a value, so a wrong name does not compile.
 *
 * @example messageTemplate('shop.title', { description: 'One line.', body: '{{ .CommonLabels.alertname }}' })
 */
export function messageTemplate(
  name: string,
  options: { readonly description: string; readonly body: string },
): MessageTemplate {
  return rememberSite({ kind: 'message template', name, ...options }, messageTemplate)
}

/** The whole template, as Grafana stores it under its name. */
export function templateText({ name, body }: MessageTemplate): string {
  return `{{ define "${name}" }}${body}{{ end }}`
}

/** How a setting of a contact point uses a template. */
export function templateCall({ name }: MessageTemplate): string {
  return `{{ template "${name}" . }}`
}
