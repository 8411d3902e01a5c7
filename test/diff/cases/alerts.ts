import { contactPoint, email } from 'sightline'
import type { DiffCase } from '../support/diff-case.ts'

const point = (name: string, to: string) =>
  contactPoint(name, { description: 'For a test.', integrations: [email({ to: [to] })] })

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
