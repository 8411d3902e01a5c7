import { expect, it } from 'vitest'
import { alertCompleteness } from '../../../toolkit/check/rules/alert-completeness.ts'
import { contextOf, findings, sales } from './context.ts'
import { revenueAlert } from './revenue-alert.ts'

const rule = () => revenueAlert()

it.each([
  [
    'severity',
    'It has no severity, so no notification policy can tell it from a minor one.',
    "Set `severity` to 'critical', 'warning' or 'info'.",
  ],
  [
    'summary',
    'It has no summary, so its notification does not say what happened.',
    'Write one line in `summary`; {{ $values.B.Value }} is the watched number.',
  ],
  [
    'description',
    'It has no description, so whoever is woken up does not know what to do.',
    'Say in `description` what is wrong when it fires, and what to do then.',
  ],
  [
    'noData',
    'It does not say what happens when its query returns nothing.',
    "Set `noData` to 'OK', 'Alerting', 'NoData' or 'KeepLast'.",
  ],
  [
    'onError',
    'It does not say what happens when its query fails.',
    "Set `onError` to 'OK', 'Alerting', 'Error' or 'KeepLast'.",
  ],
])('reports an alert of plain JavaScript without %s', (option, what, next) => {
  const incomplete = Object.assign(rule(), { [option]: '' })
  expect(findings(alertCompleteness, contextOf([incomplete]))).toEqual([{ where: 'Revenue', what, next }])
})

it('reports an alert whose contact point reaches nobody', () => {
  const context = contextOf([rule()])
  const next = 'Set `contactPoint` to one of the project that has a name and an integration.'
  for (const contactPoint of [
    { ...sales, name: '' },
    { ...sales, integrations: [] },
  ]) {
    const release = { ...context.release, alerts: [{ ...rule(), contactPoint }] }
    expect(findings(alertCompleteness, { ...context, release })).toEqual([
      { where: 'Revenue', what: 'It has no contact point, so it tells nobody.', next },
    ])
  }
})

it('reports a severity that a label takes away again', () => {
  const silenced = { ...rule(), labels: { severity: '' } }
  expect(findings(alertCompleteness, contextOf([silenced]))).toHaveLength(1)
})

it('is silent about an alert that says everything', () => {
  expect(findings(alertCompleteness, contextOf([rule()]))).toEqual([])
})
