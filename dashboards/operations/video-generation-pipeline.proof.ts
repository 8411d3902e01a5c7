import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { videoGenerationLog } from '../../sql/sources.ts'
import { operationsDashboard } from './index.ts'

const attempt = factory(videoGenerationLog, {
  created_at: '2026-03-14T10:00:00Z',
  status: 'published',
  total_cost_cents: 250,
})

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    ...proveEach(['Generation Success Rate', 'Cost Per Video Trend'], (panel) => [
      `${panel} shows that there is none`,
      given().panel(operationsDashboard, panel, 'No data'),
    ]),
    'Generation Success Rate is in percent, per UTC day': given(
      attempt(),
      attempt({ status: 'failed' }),
      attempt({ created_at: '2026-03-15T10:00:00Z' }),
    ).panel(operationsDashboard, 'Generation Success Rate', [
      { Time: '2026-03-14 00:00:00', 'Success Rate %': { text: '50.0%', color: 'blue' } },
      { Time: '2026-03-15 00:00:00', 'Success Rate %': '100.0%' },
    ]),
    'Generation Success Rate has a day on which nothing finished as a gap': given(
      attempt({ status: 'running' }),
    ).panel(operationsDashboard, 'Generation Success Rate', [
      { Time: '2026-03-14 00:00:00', 'Success Rate %': '' },
    ]),
    'Generation Success Rate looks back seven days, the day of its beginning included': given(
      attempt({ created_at: '2026-03-07T23:00:00Z' }),
      attempt({ created_at: '2026-03-08T01:00:00Z' }),
    ).panel(operationsDashboard, 'Generation Success Rate', [
      { Time: '2026-03-08 00:00:00', 'Success Rate %': '100.0%' },
    ]),
    'Cost Per Video Trend shows the mean cost beside the target': given(
      attempt(),
      attempt({ total_cost_cents: 400 }),
      attempt({ total_cost_cents: null }),
    ).panel(operationsDashboard, 'Cost Per Video Trend', [
      {
        Time: '2026-03-14 00:00:00',
        'Average Cost': { text: '$3.25', color: 'blue' },
        'Target Cost': { text: '$3.00', color: 'red' },
      },
    ]),
    'Cost Per Video Trend looks back 30 days, the day of its beginning included': given(
      attempt({ created_at: '2026-02-12T23:00:00Z' }),
      attempt({ created_at: '2026-02-13T01:00:00Z' }),
    ).panel(operationsDashboard, 'Cost Per Video Trend', [
      { Time: '2026-02-13 00:00:00', 'Average Cost': '$2.50' },
    ]),
  },
)
