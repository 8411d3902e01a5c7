import { above, alertRule, contactPoint, type Query, rows, sql } from 'sightline'
import { email } from 'sightline/integrations'
import { describe, expect, it } from 'vitest'
import { orders } from '../define/shop.ts'
import { refusalOf, shopDashboard, totalsPanel } from './shop-release.ts'

const description = 'Only for a test.'

describe('a build refuses an alert', () => {
  const team = contactPoint('team', { description, integrations: [email({ to: ['team@example.com'] })] })
  const ruleOn = (query: Query<{ n: number }>) =>
    alertRule('Many', {
      uid: 'many',
      description,
      summary: 'Many.',
      query,
      value: 'n',
      condition: above(5),
      every: '1m',
      for: '0s',
      severity: 'info',
      noData: 'OK',
      onError: 'Error',
      contactPoint: team,
      shownOn: totalsPanel,
    })

  it('that names a table of which no definition is at hand', () => {
    const query = sql<{ n: number }>`select count(*) as n from ${sql.table('nowhere')}`
    expect(refusalOf([shopDashboard, ruleOn(query)])).toContain(
      'The alert Many reads nowhere, which the project does not list.',
    )
  })

  it('that is shown on a panel which no dashboard has', () => {
    const query = rows(orders).select((eb) => eb.fn.countAll().as('n'))
    expect(refusalOf([shopDashboard, ruleOn(query)])).toBe('not refused')
    expect(refusalOf([ruleOn(query)])).toMatchInlineSnapshot(`
      "The alert Many is shown on a panel that no dashboard of the project has.
        value: Totals
        where: test/release/refused-alerts.test.ts:0
        next:  Put the panel into a row of a dashboard."
    `)
  })
})
