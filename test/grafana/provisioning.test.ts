import { above, alertRule, contactPoint, defineProject, from, secret } from 'sightline'
import { email, pagerduty, slack, webhook } from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { ruleGroups } from '../../toolkit/grafana/provisioning/alert-rules.ts'
import { contactPointsFile } from '../../toolkit/grafana/provisioning/contact-points.ts'
import { dashboardProviders, dataSourceFile } from '../../toolkit/grafana/provisioning/folders.ts'
import { orders } from '../define/shop.ts'

const description = 'Only for a test.'
const team = contactPoint('Big $pender', {
  description,
  integrations: [
    slack({ channel: '#team', token: secret('SLACK_TOKEN') }),
    email({ to: ['a@example.com', 'b@example.com'], sendResolved: false }),
    pagerduty({ integrationKey: secret('PAGERDUTY_KEY'), component: 'cost$' }),
    webhook({ url: 'https://example.com/$hook' }),
  ],
})

const project = defineProject({
  name: 'shop',
  version: '1.0.0',
  folder: { uid: 'shop', title: '$hop' },
  definitions: [],
  sample: async () => {},
})

describe('contact points', () => {
  it('take secrets from the environment, and escape every other dollar', () => {
    expect(stringify(contactPointsFile([team]), { lineWidth: 0 })).toMatchInlineSnapshot(`
      "apiVersion: 1
      contactPoints:
        - orgId: 1
          name: Big $$pender
          receivers:
            - uid: 6a54737288ad62
              type: slack
              settings:
                recipient: "#team"
                token: $SLACK_TOKEN
              disableResolveMessage: false
            - uid: 4ca14563142ccb
              type: email
              settings:
                addresses: a@example.com;b@example.com
                singleEmail: true
              disableResolveMessage: true
            - uid: 74ba945371638e
              type: pagerduty
              settings:
                integrationKey: $PAGERDUTY_KEY
                severity: critical
                component: cost$$
              disableResolveMessage: false
            - uid: b973d73c207750
              type: webhook
              settings:
                url: https://example.com/$$hook
                httpMethod: POST
              disableResolveMessage: false
      "
    `)
  })

  it('keep the identity of each way when another is added behind it', () => {
    const hook = webhook({ url: secret('HOOK_URL') })
    const one = contactPoint('one', { description, integrations: [hook] })
    const two = contactPoint('one', { description, integrations: [hook, email({ to: ['a@example.com'] })] })
    const uidOf = (point: typeof one) => /uid: (\w+)/.exec(stringify(contactPointsFile([point])))?.[1]
    expect(uidOf(one)).toMatch(/^[0-9a-f]{14}$/)
    expect(uidOf(two)).toBe(uidOf(one))
  })
})

describe('alert rules', () => {
  const query = from(orders)
    .selectFrom('orders')
    .select((eb) => eb.fn.countAll<number>().as('orders'))
  const rule = (name: string, every: '1m' | '1h' | '30s') =>
    alertRule(name, {
      uid: name,
      description: 'Costs $5.',
      query,
      value: 'orders',
      condition: above(5),
      every,
      for: '0s',
      severity: 'warning',
      summary: '{{ $values.B.Value }} orders.',
      labels: { team: '$hop' },
      noData: 'OK',
      onError: 'Error',
      contactPoint: team,
    })
  const rules = [
    rule('hourly', '1h'),
    rule('often', '30s'),
    rule('also hourly', '1h'),
    rule('minutely', '1m'),
  ]

  it('stand in groups by how often they run, the most frequent first', () => {
    expect(ruleGroups(project, rules, () => undefined)).toMatchObject({
      apiVersion: 1,
      groups: [
        { name: 'shop every 30s', interval: '30s', rules: [{ title: 'often' }] },
        { name: 'shop every 1m', interval: '1m', rules: [{ title: 'minutely' }] },
        { name: 'shop every 1h', interval: '1h', rules: [{ title: 'hourly' }, { title: 'also hourly' }] },
      ],
    })
  })

  it('a slash in the title of the folder does not make a path of it', () => {
    const slashed = { ...project, folder: { uid: 'shop', title: 'Shop / EU' } }
    expect(ruleGroups(slashed, [rule('slow', '1m')], () => undefined)).toMatchObject({
      groups: [{ folder: 'Shop \\/ EU' }],
    })
    expect(dashboardProviders(slashed)).toMatchObject({ providers: [{ folder: 'Shop / EU' }] })
  })

  it('escape dollars where Grafana would replace them, and only there', () => {
    expect(ruleGroups(project, [rule('$5', '1m')], () => undefined)).toMatchObject({
      groups: [
        {
          folder: '$$hop',
          rules: [
            {
              title: '$$5',
              labels: { team: '$$hop' },
              annotations: { summary: '{{ $values.B.Value }} orders.', description: 'Costs $5.' },
              notification_settings: { receiver: 'Big $$pender' },
            },
          ],
        },
      ],
    })
  })
})

describe('the folder', () => {
  it('is read from where the environment says', () => {
    expect(dashboardProviders(project)).toMatchObject({
      providers: [
        {
          name: 'shop',
          folder: '$$hop',
          allowUiUpdates: false,
          options: { path: '$SIGHTLINE_RELEASE/grafana/dashboards' },
        },
      ],
    })
  })
})

describe('the data source', () => {
  it('takes its address, its user and its password from the environment', () => {
    expect(dataSourceFile(project)).toMatchObject({
      datasources: [
        {
          uid: 'shop-postgres',
          type: 'grafana-postgresql-datasource',
          url: '$SIGHTLINE_POSTGRES_HOST',
          user: '$SIGHTLINE_POSTGRES_USER',
          secureJsonData: { password: '$SIGHTLINE_POSTGRES_PASSWORD' },
        },
      ],
    })
  })
})
