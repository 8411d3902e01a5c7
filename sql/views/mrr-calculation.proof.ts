import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { billingRecords } from '../sources.ts'
import { mrrCalculation } from './mrr-calculation.ts'

const charge = factory(billingRecords, {
  user_id: 'ann',
  date: '2026-03-01',
  status: 'active',
  subscription_tier: 'starter',
})
const bob = (values: Parameters<typeof charge>[0] = {}) => charge({ user_id: 'bob', ...values })
const cat = (values: Parameters<typeof charge>[0] = {}) => charge({ user_id: 'cat', ...values })

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'without records there is no month': given().view(mrrCalculation, []),

    ...proveEach({ beta: 0, starter: 297, growth: 997, enterprise: 2997, platinum: 0 }, (price, tier) => [
      `a user of the tier ${tier} brings ${price}`,
      given(charge({ subscription_tier: tier })).view(mrrCalculation, [
        {
          month: '2026-03-01',
          active_users: 1,
          base_mrr: price,
          overage_mrr: 0,
          total_mrr: price,
          arpu: price,
        },
      ]),
    ]),

    ...proveEach(['cancelled', 'failed', 'refunded', 'Active'], (status) => [
      `a record that is ${status} does not count`,
      given(charge({ status, overage_revenue: 10 })).view(mrrCalculation, []),
    ]),

    'what was charged is not what counts': given(charge({ amount: 9999 })).view(mrrCalculation, [
      { base_mrr: 297, total_mrr: 297 },
    ]),

    'the tier is that of the latest record of the month, upwards': given(
      charge({ date: '2026-03-01' }),
      charge({ date: '2026-03-20', subscription_tier: 'growth' }),
    ).view(mrrCalculation, [{ active_users: 1, base_mrr: 997 }]),
    'the tier is that of the latest record of the month, downwards': given(
      charge({ date: '2026-03-20' }),
      charge({ date: '2026-03-01', subscription_tier: 'growth' }),
    ).view(mrrCalculation, [{ active_users: 1, base_mrr: 297 }]),
    'of two tiers on one day the dearer one counts': given(
      charge(),
      charge({ subscription_tier: 'enterprise' }),
    ).view(mrrCalculation, [{ active_users: 1, base_mrr: 2997 }]),
    'of two tiers on one day the dearer one counts, whichever came first': given(
      charge({ subscription_tier: 'enterprise' }),
      charge(),
    ).view(mrrCalculation, [{ active_users: 1, base_mrr: 2997 }]),
    'a tier that nobody knows loses against a known one of the same day': given(
      charge({ subscription_tier: 'platinum' }),
      charge(),
    ).view(mrrCalculation, [{ active_users: 1, base_mrr: 297 }]),
    'a later record that is not active says no tier': given(
      charge(),
      charge({ date: '2026-03-20', subscription_tier: 'enterprise', status: 'cancelled' }),
    ).view(mrrCalculation, [{ base_mrr: 297 }]),
    'the tier of one user says nothing of another': given(
      charge({ date: '2026-03-20', subscription_tier: 'growth' }),
      bob({ date: '2026-03-01' }),
    ).view(mrrCalculation, [{ active_users: 2, base_mrr: 1294 }]),
    'the tier of a month says nothing of another month': given(
      charge({ date: '2026-02-20', subscription_tier: 'growth' }),
      charge({ date: '2026-03-01' }),
    ).view(mrrCalculation, [
      { month: '2026-02-01', base_mrr: 997 },
      { month: '2026-03-01', base_mrr: 297 },
    ]),

    'overage is summed over all records of the month': given(
      charge({ overage_revenue: 10.25 }),
      charge({ date: '2026-03-02', overage_revenue: 4.75 }),
      bob({ overage_revenue: 5 }),
    ).view(mrrCalculation, [{ active_users: 2, base_mrr: 594, overage_mrr: 20, total_mrr: 614 }]),
    'a record without overage adds nothing': given(
      charge({ overage_revenue: 10 }),
      charge({ overage_revenue: null }),
    ).view(mrrCalculation, [{ overage_mrr: 10, total_mrr: 307 }]),
    'overage of a record that is not active does not count': given(
      charge(),
      charge({ status: 'failed', overage_revenue: 10 }),
    ).view(mrrCalculation, [{ overage_mrr: 0 }]),
    'cents are kept': given(charge({ overage_revenue: 0.01 })).view(mrrCalculation, [{ total_mrr: 297.01 }]),

    'a user with many records counts once': given(
      charge(),
      charge({ date: '2026-03-10' }),
      charge({ date: '2026-03-20' }),
    ).view(mrrCalculation, [{ active_users: 1, base_mrr: 297, arpu: 297 }]),
    'the mean revenue is over users, not over records': given(
      charge({ overage_revenue: 100 }),
      charge({ overage_revenue: 100 }),
      bob(),
    ).view(mrrCalculation, [{ arpu: 397 }]),
    'the mean revenue is not truncated': given(charge(), bob(), cat({ subscription_tier: 'growth' })).view(
      mrrCalculation,
      [{ active_users: 3, total_mrr: 1591, arpu: 1591 / 3 }],
    ),
    'users of a tier that is free have a mean revenue of 0': given(
      charge({ subscription_tier: 'beta' }),
    ).view(mrrCalculation, [{ active_users: 1, arpu: 0 }]),

    'the first month has none before it': given(charge()).view(mrrCalculation, [
      { previous_mrr: null, mrr_growth_rate: null },
    ]),
    'growth is in percent of the month before': given(
      charge({ date: '2026-02-01' }),
      charge({ subscription_tier: 'growth' }),
    ).view(mrrCalculation, [
      { month: '2026-02-01', previous_mrr: null },
      { month: '2026-03-01', previous_mrr: 297, mrr_growth_rate: (700 / 297) * 100 },
    ]),
    'a month that brings less shrinks': given(
      charge({ date: '2026-02-01', subscription_tier: 'growth' }),
      charge(),
    ).view(mrrCalculation, [{ mrr_growth_rate: null }, { mrr_growth_rate: (-700 / 997) * 100 }]),
    'a month that brings the same grows by 0': given(charge({ date: '2026-02-01' }), charge()).view(
      mrrCalculation,
      [{ mrr_growth_rate: null }, { mrr_growth_rate: 0 }],
    ),
    'after a month that brought 0 there is no growth': given(
      charge({ date: '2026-02-01', subscription_tier: 'beta' }),
      charge(),
    ).view(mrrCalculation, [{ total_mrr: 0 }, { previous_mrr: 0, mrr_growth_rate: null }]),
    'overage counts for growth': given(charge({ date: '2026-02-01' }), charge({ overage_revenue: 297 })).view(
      mrrCalculation,
      [{ total_mrr: 297 }, { mrr_growth_rate: 100 }],
    ),

    'a month in a gap has zeros, no mean, and breaks growth': given(
      charge({ date: '2026-01-31' }),
      charge({ date: '2026-03-31' }),
    ).view(mrrCalculation, [
      { month: '2026-01-01', active_users: 1, total_mrr: 297 },
      {
        month: '2026-02-01',
        active_users: 0,
        base_mrr: 0,
        overage_mrr: 0,
        total_mrr: 0,
        arpu: null,
        previous_mrr: 297,
        mrr_growth_rate: -100,
      },
      { month: '2026-03-01', active_users: 1, total_mrr: 297, previous_mrr: 0, mrr_growth_rate: null },
    ]),
    'months go on over the end of a year': given(
      charge({ date: '2025-12-31' }),
      charge({ date: '2026-01-01' }),
    ).view(mrrCalculation, [
      { month: '2025-12-01', total_mrr: 297 },
      { month: '2026-01-01', total_mrr: 297, previous_mrr: 297, mrr_growth_rate: 0 },
    ]),
    'a gap of a year has all of its months': given(
      charge({ date: '2025-03-01' }),
      charge({ date: '2026-03-01' }),
    ).view(
      mrrCalculation,
      Array.from({ length: 13 }, (_, index) => ({ total_mrr: index % 12 === 0 ? 297 : 0 })),
    ),
    'a leap day is one of February': given(charge({ date: '2024-02-29' })).view(mrrCalculation, [
      { month: '2024-02-01' },
    ]),
    'records that are not active make no month': given(
      charge({ date: '2026-01-10', status: 'failed' }),
      charge({ date: '2026-02-10' }),
      charge({ date: '2026-03-10', status: 'cancelled' }),
    ).view(mrrCalculation, [{ month: '2026-02-01' }]),
  },
)
