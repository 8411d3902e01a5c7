import {
  above,
  alertRule,
  contactPoint,
  dashboard,
  defineProject,
  from,
  messageTemplate,
  row,
  secret,
  statPanel,
} from 'sightline'
import type { AlertRule, ContactPoint, Dashboard } from 'sightline/engine'
import { buildRelease, type DesiredGrafana, desiredGrafana } from 'sightline/engine'
import { type email, pagerduty, slack } from 'sightline/integrations'
import { templatesOf } from '../../toolkit/define/alerts/contact-point.ts'
import { orders } from '../fixtures/shop.ts'

const description = 'Only for a test.'
const revenue = from(orders)
  .selectFrom('orders')
  .select((eb) => eb.fn.sum<number>('amount').as('revenue'))

export const panel = (title: string) => statPanel({ title, description, unit: 'currencyUSD', query: revenue })

/** A dashboard whose uid begins with the name of its project. */
export const page = (project: string, title: string, ...panels: readonly string[]): Dashboard =>
  dashboard({
    uid: `${project}-${title.toLowerCase()}`,
    title,
    description,
    rows: [row('Numbers', { panels: panels.map(panel) })],
  })

const titleOf = (name: string) =>
  messageTemplate(`${name}.title`, { description, body: '{{ .CommonLabels.alertname }}: $5' })

export const tells = (name: string, ...more: readonly ReturnType<typeof email>[]): ContactPoint =>
  contactPoint(name, {
    description,
    integrations: [
      slack({ channel: '#shop', token: secret('TEST_SLACK_TOKEN'), title: titleOf(name) }),
      pagerduty({ integrationKey: secret('TEST_PAGERDUTY_KEY') }),
      ...more,
    ],
  })

export const alert = (
  project: string,
  name: string,
  contact: ContactPoint,
  every: AlertRule['every'] = '1m',
) =>
  alertRule(name, {
    uid: `${project}-${name.toLowerCase().replaceAll(' ', '-')}`,
    description: 'Costs $5: look at {{ $labels.shop }}.',
    query: revenue,
    value: 'revenue',
    condition: above(5),
    every,
    for: '90s',
    severity: 'warning',
    summary: '{{ $values.B.Value }} of revenue.',
    noData: 'OK',
    onError: 'Error',
    contactPoint: contact,
  })

export interface SmallProject {
  readonly version?: string
  readonly dashboards?: readonly Dashboard[]
  readonly alerts?: readonly AlertRule[]
  readonly contact?: ContactPoint
  readonly folder?: { readonly uid: string; readonly title: string }
}

/** What a small project wants of a Grafana: two dashboards, two rules in two groups, a contact point with its template. */
export function smallProject(name: string, changes: SmallProject = {}): DesiredGrafana {
  const contact = changes.contact ?? tells(`${name}-team`)
  const {
    version = '1.0.0',
    dashboards = [page(name, 'Sales', 'Revenue', 'Orders'), page(name, 'Stock', 'Boxes')],
    alerts = [alert(name, 'No revenue', contact), alert(name, 'Slow day', contact, '1h')],
    folder = { uid: name, title: `Shop ${name}` },
  } = changes
  const definitions = [orders, ...templatesOf(contact), contact, ...dashboards, ...alerts]
  return desiredGrafana(
    buildRelease(defineProject({ name, version, folder, definitions, sample: async () => {} })),
  )
}

/** Everything that a push of it reads from the environment. */
export const environment = {
  TEST_SLACK_TOKEN: 'xoxb-slack-secret',
  TEST_PAGERDUTY_KEY: 'pagerduty-secret',
  SIGHTLINE_POSTGRES_HOST: 'db.example.com:5432',
  SIGHTLINE_POSTGRES_USER: 'grafana_reader',
  SIGHTLINE_POSTGRES_DATABASE: 'shop',
  SIGHTLINE_POSTGRES_SSLMODE: 'verify-full',
  SIGHTLINE_POSTGRES_PASSWORD: 'postgres-secret',
}
