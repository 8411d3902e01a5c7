import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { billingRecords, channels, users, videos } from '../../sql/sources.ts'
import { executiveDashboard } from './index.ts'

const charge = factory(billingRecords, {
  user_id: 'ann',
  date: '2026-03-01',
  status: 'active',
  subscription_tier: 'starter',
})
const user = factory(users, { status: 'active', signup_date: '2026-03-01' })
const channel = factory(channels, { status: 'active', created_at: '2026-03-01T00:00:00Z' })
const video = factory(videos, { status: 'published', published_at: '2026-03-15T00:00:00Z' })

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'MRR shows that there is none': given().panel(executiveDashboard, 'MRR', 'No data'),
    ...proveEach(
      {
        0: ['$297', 'red'],
        49702: ['$49,999', 'red'],
        49703: ['$50,000', 'yellow'],
        99702: ['$99,999', 'yellow'],
        99703: ['$100,000', 'green'],
      },
      ([text = '', color = ''], overage) => [
        `MRR of ${text} is ${color}`,
        given(charge({ overage_revenue: Number(overage) })).panel(executiveDashboard, 'MRR', {
          MRR: { text: shortened(text), color },
        }),
      ],
    ),
    'MRR is that of the latest month': given(
      charge({ date: '2026-02-01', subscription_tier: 'enterprise' }),
      charge(),
    ).panel(executiveDashboard, 'MRR', { MRR: '$297' }),
    'MRR shows a month that is long ago': given(charge({ date: '2020-01-01' })).panel(
      executiveDashboard,
      'MRR',
      {
        MRR: '$297',
      },
    ),

    'Active Users shows 0 where nobody is': given().panel(executiveDashboard, 'Active Users', '0'),
    'Active Users counts who is active now': given(
      user(),
      user({ signup_date: '2020-01-01' }),
      user({ status: 'paused' }),
      user({ status: 'churned', churn_date: '2026-03-10' }),
    ).panel(executiveDashboard, 'Active Users', { 'Active Users': { text: '2', color: 'blue' } }),
    'Active Users counts who signed up on one day': given(user(), user(), user()).panel(
      executiveDashboard,
      'Active Users',
      { 'Active Users': '3' },
    ),

    'Total Channels shows 0 where there is none': given().panel(executiveDashboard, 'Total Channels', '0'),
    'Total Channels counts those that are active now': given(
      channel(),
      channel({ created_at: '2020-01-01T00:00:00Z' }),
      channel({ status: 'paused' }),
    ).panel(executiveDashboard, 'Total Channels', { 'Total Channels': { text: '2', color: 'purple' } }),
    'Total Channels counts those of one day': given(
      channel({ created_at: '2026-03-01T23:59:59Z' }),
      channel(),
    ).panel(executiveDashboard, 'Total Channels', { 'Total Channels': '2' }),

    'Videos Today is 0 and red before the first video': given().panel(executiveDashboard, 'Videos Today', {
      'Videos Today': { text: '0', color: 'red' },
    }),
    'Videos Today is orange from the first video on': given(video()).panel(
      executiveDashboard,
      'Videos Today',
      {
        'Videos Today': { text: '1', color: 'orange' },
      },
    ),
    'Videos Today counts from midnight in UTC until now': given(
      video(),
      video({ published_at: '2026-03-15T12:00:00Z' }),
      video({ published_at: '2026-03-14T23:59:59.999Z' }),
      video({ published_at: '2026-03-15T12:00:00.001Z' }),
    ).panel(executiveDashboard, 'Videos Today', { 'Videos Today': '2' }),
    ...proveEach(['draft', 'scheduled'], (status) => [
      `Videos Today leaves out what is ${status}`,
      given(video({ status })).panel(executiveDashboard, 'Videos Today', { 'Videos Today': '0' }),
    ]),
  },
)

/** As Grafana shortens dollars. */
function shortened(text: string): string {
  const dollars = Number(text.replace(/[$,]/g, ''))
  return dollars < 1000 ? text : `$${Math.round(dollars / 1000)}K`
}
