import { factory, given, proofs } from 'sightline/proofs'
import { billingRecords } from '../sources.ts'
import { monthlyRevenue } from './monthly-revenue.ts'

const charge = factory(billingRecords, {
  user_id: 'ann',
  date: '2026-03-01',
  status: 'active',
  subscription_tier: 'starter',
})
const bob = (values: Parameters<typeof charge>[0] = {}) => charge({ user_id: 'bob', ...values })

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'a month without an active record has no row': given(
      charge({ date: '2026-01-31' }),
      charge({ date: '2026-02-10', status: 'failed' }),
      charge({ date: '2026-03-31' }),
    ).view(monthlyRevenue, [
      { month: '2026-01-01', active_users: 1, base_mrr: 297, overage_mrr: null },
      { month: '2026-03-01', active_users: 1, base_mrr: 297, overage_mrr: null },
    ]),
    'a user counts once, with the tier of the latest record and the overage of all': given(
      charge({ overage_revenue: 10 }),
      charge({ date: '2026-03-20', subscription_tier: 'growth', overage_revenue: 5.5 }),
      bob(),
    ).view(monthlyRevenue, [{ active_users: 2, base_mrr: 1294, overage_mrr: 15.5 }]),
    'of two tiers on one day the dearer one counts': given(
      charge({ subscription_tier: 'enterprise' }),
      charge(),
    ).view(monthlyRevenue, [{ active_users: 1, base_mrr: 2997 }]),
  },
)
