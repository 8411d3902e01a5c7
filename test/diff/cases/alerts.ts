import { contactPoint, dashboard, messageTemplate, muteTiming, row, secret } from 'sightline'
import type { Weekday } from 'sightline/engine'
import { email, slack } from 'sightline/integrations'
import type { DiffCase } from '../support/diff-case.ts'
import { ordersGauge, revenueStat, type ShopOptions } from '../support/shop.ts'

const point = (name: string, to: string) =>
  contactPoint(name, { description: 'For a test.', integrations: [email({ to: [to] })] })

const slackPoint = (body: string, token: Uppercase<string>): ShopOptions => {
  const title = messageTemplate('shop.title', { description: 'For a test.', body })
  const channel = slack({ channel: '#shop', token: secret(token), title })
  const onCall = contactPoint('on-call', { description: 'For a test.', integrations: [channel] })
  return { onCall, more: [title] }
}

/** A page of two panels, one of which an alert is shown on. */
const shown = (number: number, ...panels: readonly ReturnType<typeof ordersGauge>[]): ShopOptions => {
  const shownOn = panels[number]
  const page = dashboard({
    uid: 'page',
    title: 'Page',
    description: 'For a test.',
    rows: [row('All', { panels })],
  })
  return { more: [page], alert: shownOn ? { shownOn } : {} }
}

const muted = (day: Weekday): ShopOptions => ({
  more: [
    muteTiming('nights', {
      description: 'For a test.',
      intervals: [{ weekdays: [day], times: [{ from: '22:00', to: '24:00' }] }],
    }),
  ],
})

/** What wakes people up, and whom. */
export const alertCases: readonly DiffCase[] = [
  {
    title: 'the settings of an alert',
    after: {
      alert: {
        for: '10m',
        every: '5m',
        severity: 'critical',
        reduce: 'max',
        summary: 'Too many.',
        labels: { team: 'shop' },
      },
    },
  },
  {
    title: 'an alert shown on a panel that has another number now',
    before: shown(0, ordersGauge()),
    after: shown(1, revenueStat(), ordersGauge()),
  },
  {
    title: 'an alert shown on another panel',
    before: shown(0, ordersGauge(), revenueStat()),
    after: shown(1, ordersGauge(), revenueStat()),
  },
  {
    title: 'a message template and a secret changed',
    before: slackPoint('{{ .CommonLabels.alertname }}', 'FIRST_TOKEN'),
    after: slackPoint('Shop: {{ .CommonLabels.alertname }}', 'SECOND_TOKEN'),
  },
  { title: 'a mute timing of another day', before: muted('sunday'), after: muted('monday') },
  { title: 'an alert renamed', after: { alertName: 'Orders pile up' } },
  { title: 'an alert removed', after: { without: ['Too many orders'] } },
  { title: 'an alert added', before: { without: ['Too many orders'] }, after: {} },
  {
    title: 'an alert tells somebody else',
    before: { onCall: point('on-call', 'shop@example.com') },
    after: { onCall: point('office', 'shop@example.com') },
  },
  {
    title: 'a contact point with another address',
    after: { onCall: point('on-call', 'office@example.com') },
  },
]
