import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { App, TerraformStack } from 'cdktf'
import { contactPoint, secret } from 'sightline'
import type { Integration } from 'sightline/engine'
import {
  alertmanager,
  dingding,
  discord,
  email,
  googleChat,
  jira,
  kafka,
  line,
  oncall,
  opsgenie,
  pagerduty,
  pushover,
  sensuGo,
  slack,
  sns,
  teams,
  telegram,
  threema,
  victorOps,
  webex,
  webhook,
  wecom,
} from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { contactPointArguments } from '../../stacks/constructs/contact-point-arguments.ts'

const key = secret('A_KEY')
const url = 'https://example.com'
const text = { title: 'T', message: 'M' }
const tlsConfig = { insecureSkipVerify: true, caCertificate: key, clientCertificate: key, clientKey: key }
const oauth2 = {
  clientId: 'me',
  clientSecret: key,
  tokenUrl: url,
  scopes: ['all'],
  endpointParams: { audienceOf: 'us' },
  tlsConfig,
  proxyConfig: { proxyUrl: url, noProxy: 'x', proxyFromEnvironment: false, proxyConnectHeader: { xY: 'z' } },
}

/** Each kind with everything that it knows; two where one thing excludes another. */
const kinds: Readonly<Record<string, readonly Integration[]>> = {
  alertmanager: [alertmanager({ url, basicAuthUser: 'me', basicAuthPassword: key, sendResolved: false })],
  dingding: [dingding({ url: key, messageType: 'link', ...text })],
  discord: [discord({ url: key, avatarUrl: url, useDiscordUsername: true, ...text })],
  email: [email({ to: ['a@example.com'], subject: 'S', message: 'M', singleEmail: false })],
  googlechat: [googleChat({ url: key, hideOpenButton: true, hideVersionInfo: true, ...text })],
  jira: [
    jira({
      apiUrl: url,
      project: 'OPS',
      issueType: 'Bug',
      summary: 'S',
      description: 'D',
      labels: ['alert'],
      priority: 'High',
      resolveTransition: 'Done',
      reopenTransition: 'Open',
      reopenDuration: '1h',
      wontFixResolution: "Won't fix",
      dedupKeyField: '1',
      fields: { customfield_1: 'x' },
      user: key,
      password: key,
    }),
    jira({ apiUrl: url, project: 'OPS', issueType: 'Bug', apiToken: key }),
  ],
  kafka: [
    kafka({
      restProxyUrl: key,
      topic: 'alerts',
      description: 'D',
      details: 'D',
      username: 'me',
      password: key,
      apiVersion: 'v3',
      clusterId: 'c',
    }),
  ],
  line: [line({ token: key, title: 'T', description: 'D' })],
  oncall: [
    oncall({ url, httpMethod: 'PUT', maxAlerts: 1, basicAuthUser: 'me', basicAuthPassword: key, ...text }),
    oncall({ url, authorizationScheme: 'Bearer', authorizationCredentials: key }),
  ],
  opsgenie: [
    opsgenie({
      apiKey: key,
      url,
      message: 'M',
      description: 'D',
      autoClose: true,
      overridePriority: true,
      sendTagsAs: 'both',
      responders: [
        { type: 'team', name: 'ops' },
        { type: 'user', username: 'me' },
        { type: 'schedule', id: '1' },
      ],
    }),
  ],
  pagerduty: [
    pagerduty({
      integrationKey: key,
      severity: 'error',
      class: 'c',
      component: 'c',
      group: 'g',
      summary: 'S',
      source: 's',
      client: 'c',
      clientUrl: url,
      details: { runBook: url },
      url,
    }),
  ],
  pushover: [
    pushover({
      userKey: key,
      apiToken: key,
      priority: 2,
      okPriority: -1,
      retry: 30,
      expire: 3600,
      device: 'd',
      sound: 's',
      okSound: 's',
      uploadImage: false,
      ...text,
    }),
  ],
  sensugo: [
    sensuGo({
      url,
      apiKey: key,
      entity: 'e',
      check: 'c',
      namespace: 'n',
      handler: 'h',
      message: 'M',
    }),
  ],
  slack: [
    slack({
      channel: '#ops',
      token: key,
      title: 'T',
      text: 'M',
      color: 'red',
      username: 'bot',
      iconEmoji: ':fire:',
      iconUrl: url,
      mentionChannel: 'here',
      mentionUsers: 'U1,U2',
      mentionGroups: 'G1',
      endpointUrl: url,
    }),
    slack({ channel: '#ops', url: key }),
  ],
  sns: [
    sns({
      topic: 'arn:aws:sns:eu-north-1:1:alerts',
      authProvider: 'keys',
      accessKey: key,
      secretKey: key,
      assumeRoleArn: 'arn',
      externalId: 'x',
      messageFormat: 'json',
      subject: 'S',
      body: 'B',
    }),
  ],
  teams: [teams({ url: key, sectionTitle: 'S', ...text })],
  telegram: [
    telegram({
      token: key,
      chatId: '-1',
      messageThreadId: '2',
      message: 'M',
      parseMode: 'HTML',
      disableWebPagePreview: true,
      protectContent: true,
      disableNotifications: true,
    }),
  ],
  threema: [
    threema({ gatewayId: '*SHOP001', recipientId: 'A', apiSecret: key, title: 'T', description: 'D' }),
  ],
  victorops: [victorOps({ url: key, messageType: 'CRITICAL', title: 'T', description: 'D' })],
  webex: [webex({ token: key, roomId: 'r', apiUrl: url, message: 'M' })],
  webhook: [
    webhook({
      url,
      httpMethod: 'PUT',
      headers: { 'X-Tenant': 'shop', 'X-Key': key },
      maxAlerts: 5,
      basicAuthUser: 'me',
      basicAuthPassword: key,
      payload: { template: '{{ .Vars.shopName }}', vars: { shopName: 'Shop' } },
      hmacConfig: { secret: key, header: 'X-Sign', timestampHeader: 'X-Time' },
      tlsConfig,
      httpConfig: { oauth2 },
      ...text,
    }),
    webhook({ url: key, authorizationScheme: 'Bearer', authorizationCredentials: key }),
  ],
  wecom: [
    wecom({ url: key, msgType: 'text', toUser: '@all', ...text }),
    wecom({ corpId: 'c', agentId: 'a', secret: key }),
  ],
}

type Attribute =
  | { readonly type: unknown; readonly required?: boolean; readonly sensitive?: boolean }
  | { readonly block: Block }
interface Block {
  readonly [name: string]: Attribute
}

const schema: Block = Object.fromEntries(
  Object.entries<Block>(
    JSON.parse(await readFile(join(import.meta.dirname, 'fixture/contact-point-schema.json'), 'utf8')),
  ).map(([name, block]) => [name, { block }]),
)

/** What is wrong with arguments by the provider's schema, and which of its settings they use. */
function* compare(block: Block, given: unknown, path: string): Generator<{ path: string; problem?: string }> {
  for (const one of Array.isArray(given) ? given : [given]) {
    const named: Record<string, unknown> = { ...one }
    for (const [name, value] of Object.entries(named)) {
      const known = block[name]
      const at = `${path}.${name}`
      yield { path: at, ...(!known && { problem: 'unknown' }) }
      if (known && 'block' in known) yield* compare(known.block, value, at)
      else if (known?.sensitive && JSON.stringify(value).includes('A_KEY'))
        yield { path: at, problem: 'open' }
    }
    for (const [name, attribute] of Object.entries(block))
      if ('required' in attribute && attribute.required && named[name] === undefined)
        yield { path: `${path}.${name}`, problem: 'missing' }
  }
}

function* allSettings(block: Block, path: string): Generator<string> {
  for (const [name, attribute] of Object.entries(block)) {
    yield `${path}.${name}`
    if ('block' in attribute) yield* allSettings(attribute.block, `${path}.${name}`)
  }
}

const stack = new TerraformStack(new App(), 'contact-points')

describe("the kinds of contact points are those of Terraform's provider", () => {
  it('all of them', () => {
    expect(Object.keys(kinds).sort()).toEqual(Object.keys(schema).sort())
  })

  it.each(Object.entries(kinds))(
    '%s has every setting, under its name, and no other',
    (kind, [first, ...rest]) => {
      if (!first) throw new Error('no integration')
      const point = contactPoint('all', { description: 'All.', integrations: [first, ...rest] })
      const withResolved = point.integrations.map((one) => ({ ...one, sendResolved: false }))
      const { name: _, ...blocks } = contactPointArguments(stack, { ...point, integrations: withResolved })
      expect(Object.keys(blocks)).toEqual([kind])
      const own = schema[kind]
      const found = [...compare(own && 'block' in own ? own.block : {}, blocks[kind], kind)]
      expect(found.filter(({ problem }) => problem !== undefined)).toEqual([])
      const used = new Set(found.map(({ path }) => path))
      const wanted = [...allSettings(own && 'block' in own ? own.block : {}, kind)]
      expect(wanted.filter((path) => !used.has(path))).toEqual([])
    },
  )
})
