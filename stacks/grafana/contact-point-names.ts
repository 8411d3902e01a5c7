/** Where the provider calls a setting otherwise than Grafana does, but for capital letters. */
const namesByType: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dingding: { msgType: 'message_type' },
  kafka: { kafkaRestProxy: 'rest_proxy_url', kafkaTopic: 'topic', kafkaClusterId: 'cluster_id' },
  oncall: { username: 'basic_auth_user', password: 'basic_auth_password' },
  opsgenie: { apiUrl: 'url' },
  sensugo: { apikey: 'api_key' },
  sns: { assumeRoleARN: 'assume_role_arn' },
  teams: { sectiontitle: 'section_title' },
  telegram: { bottoken: 'token', chatid: 'chat_id' },
  webex: { bot_token: 'token' },
  webhook: { username: 'basic_auth_user', password: 'basic_auth_password' },
  wecom: { msgtype: 'msg_type', touser: 'to_user' },
}

/** Settings whose names are the user's own. */
const freeNames: ReadonlySet<string> = new Set([
  'details',
  'endpoint_params',
  'fields',
  'headers',
  'proxy_connect_header',
  'vars',
])

/** The block of the provider's contact point for an integration of Grafana. */
export const integrationBlock = (type: string): string =>
  type === 'prometheus-alertmanager' ? 'alertmanager' : type.toLowerCase()

/** Settings of an integration by the names that the provider has for them, at every depth. */
export function providerNames(type: string, settings: object): Record<string, unknown> {
  const names = namesByType[type] ?? {}
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]: [string, unknown]) => {
      const own = names[name] ?? snakeCase(name)
      const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
      return [own, isGroup && !freeNames.has(own) ? providerNames('', value) : value]
    }),
  )
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
