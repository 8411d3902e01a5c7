/** A text that Grafana's file provisioning must take as it is: there, `$` begins an environment variable. */
export const literalText = (text: string): string => text.replaceAll('$', '$$$$')

/** A reference to an environment variable of the Grafana process. */
export const fromEnvironment = (name: string): string => `$${name}`

/** What Grafana reads where `literalText` was written. */
export const plainText = (text: string): string => text.replaceAll('$$', '$')
