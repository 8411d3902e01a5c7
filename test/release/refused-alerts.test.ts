import { above, alertRule, contactPoint, email, from } from 'sightline'
import { describe, expect, it } from 'vitest'
import { orders } from '../define/shop.ts'
import { refusalOf, shopDashboard } from './shop-release.ts'

const description = 'Only for a test.'

describe('a build refuses an alert', () => {
  const team = contactPoint('team', { description, integrations: [email({ to: ['team@example.com'] })] })
  const rule = alertRule('Many', {
    uid: 'many',
    description,
    summary: 'Many.',
    query: from(orders)
      .selectFrom('orders')
      .select((eb) => eb.fn.countAll<number>().as('n')),
    value: 'n',
    condition: above(5),
    every: '1m',
    for: '0s',
    severity: 'info',
    noData: 'OK',
    onError: 'Error',
    contactPoint: team,
    shownOn: { dashboard: shopDashboard, panel: 'Totals' },
  })

  it('that reads a table which is not listed', () => {
    expect(refusalOf([team, rule])).toContain('The alert Many reads orders, which the project does not list.')
  })

  it('that tells a contact point which is not listed', () => {
    expect(refusalOf([orders, rule])).toContain(
      'The alert Many refers to the contact point team, which the project does not list.',
    )
  })

  it('that is shown on a dashboard which is not listed', () => {
    expect(refusalOf([orders, team, rule])).toContain(
      'The alert Many refers to the dashboard shop-totals, which the project does not list.',
    )
  })
})
