import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { billingRecords, channels, videos } from '../../sql/sources.ts'
import { executiveDashboard } from './index.ts'

const charge = factory(billingRecords, {
  user_id: 'ann',
  date: '2026-03-01',
  status: 'active',
  subscription_tier: 'starter',
})
const channel = factory(channels, { channel_id: 'one' })
const video = factory(videos, {
  channel_id: 'one',
  status: 'published',
  published_at: '2026-03-10T00:00:00Z',
})

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'MRR Growth shows that there is none': given().panel(executiveDashboard, 'MRR Growth', 'No data'),
    'MRR Growth shows the total, the base and the overage of each month': given(
      charge({ date: '2026-02-01' }),
      charge({ overage_revenue: 103 }),
    ).panel(executiveDashboard, 'MRR Growth', [
      {
        Time: '2026-02-01 00:00:00',
        'Total MRR': '$297',
        'Base MRR': '$297',
        'Overage MRR': '$0',
      },
      {
        Time: '2026-03-01 00:00:00',
        'Total MRR': { text: '$400', color: 'green' },
        'Base MRR': { text: '$297', color: 'blue' },
        'Overage MRR': { text: '$103', color: 'orange' },
      },
    ]),
    'MRR Growth looks back a year': given(
      charge({ date: '2025-03-01' }),
      charge({ date: '2025-04-01' }),
    ).panel(executiveDashboard, 'MRR Growth', [{ Time: '2025-04-01 00:00:00', 'Total MRR': '$297' }]),

    'Revenue by Channel Tier shows that there is none': given().panel(
      executiveDashboard,
      'Revenue by Channel Tier',
      'No data',
    ),
    ...proveEach(
      {
        1000000: ['Elite', '$10K', 'purple'],
        500000: ['Growth', '$5K', 'blue'],
        200000: ['Established', '$2K', 'green'],
        50000: ['Developing', '$500', 'yellow'],
        49900: ['Struggling', '$499', 'red'],
      },
      ([tier = '', text = '', color = ''], cents) => [
        `Revenue by Channel Tier has a slice for ${tier} in ${color}`,
        given(channel(), video({ revenue_cents: Number(cents) })).panel(
          executiveDashboard,
          'Revenue by Channel Tier',
          { [tier]: { text, color } },
        ),
      ],
    ),
    'Revenue by Channel Tier adds up the channels of a tier': given(
      channel(),
      channel({ channel_id: 'two' }),
      channel({ channel_id: 'three' }),
      video({ revenue_cents: 60_000 }),
      video({ channel_id: 'two', revenue_cents: 60_000 }),
    ).panel(executiveDashboard, 'Revenue by Channel Tier', { Developing: '$1K', Struggling: '$0' }),
  },
)
