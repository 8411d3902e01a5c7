import { factory, given, proofs } from 'sightline/proofs'
import { billingRecords } from '../sources.ts'
import { monthlyCharges } from './monthly-charges.ts'

const charge = factory(billingRecords, {
  user_id: 'ann',
  date: '2026-03-01',
  status: 'active',
  subscription_tier: 'starter',
})

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'a user has a row for each month with an active record': given(
      charge({ date: '2026-01-31' }),
      charge({ date: '2026-02-10', status: 'failed' }),
      charge({ date: '2026-03-31' }),
      charge({ user_id: 'bob' }),
    ).view(monthlyCharges, [
      { month: '2026-01-01', user_id: 'ann', price: 297, overage_revenue: null },
      { month: '2026-03-01', user_id: 'ann', price: 297, overage_revenue: null },
      { month: '2026-03-01', user_id: 'bob', price: 297, overage_revenue: null },
    ]),
    'the latest record says the tier, and the overage is that of all': given(
      charge({ overage_revenue: 10 }),
      charge({ date: '2026-03-20', subscription_tier: 'growth', overage_revenue: 5.5 }),
      charge({ date: '2026-03-25', subscription_tier: 'enterprise', status: 'refunded', overage_revenue: 9 }),
    ).view(monthlyCharges, [{ price: 997, overage_revenue: 15.5 }]),
    'of two tiers on one day the dearer one counts': given(
      charge({ subscription_tier: 'enterprise' }),
      charge(),
    ).view(monthlyCharges, [{ price: 2997 }]),
    'a tier that nobody knows is worth nothing': given(charge({ subscription_tier: 'gold' })).view(
      monthlyCharges,
      [{ price: 0 }],
    ),
  },
)
