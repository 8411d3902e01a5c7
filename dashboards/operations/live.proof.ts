import { eventFactory, given, proofs, proveEach } from 'sightline/proofs'
import { apiCall } from '../../realtime/api-call.ts'
import { revenueUpdate } from '../../realtime/revenue-update.ts'
import { videoView } from '../../realtime/video-view.ts'
import { operationsDashboard } from './index.ts'

const watched = eventFactory(videoView, { channel_id: 'a', at: '2026-03-15T11:30:10Z' })
const called = eventFactory(apiCall, { endpoint: '/videos', at: '2026-03-15T11:30:10Z' })
const earned = eventFactory(revenueUpdate, { channel_id: 'a', at: '2026-03-15T00:00:00Z' })

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    ...proveEach(['Views per Minute', 'API Requests per Minute'], (panel) => [
      `${panel} shows that there is none`,
      given().panel(operationsDashboard, panel, 'No data'),
    ]),
    'Views per Minute are those of all channels': given(
      watched(),
      watched({ channel_id: 'b' }),
      watched({ at: '2026-03-15T11:31:00Z' }),
    ).panel(operationsDashboard, 'Views per Minute', [
      { Time: '2026-03-15 11:30:00', Views: { text: '2', color: 'blue' } },
      { Time: '2026-03-15 11:31:00', Views: '1' },
    ]),
    'Views per Minute shows the hour of the dashboard': given(
      watched({ at: '2026-03-15T10:59:59Z' }),
      watched({ at: '2026-03-15T11:00:00Z' }),
    ).panel(operationsDashboard, 'Views per Minute', [{ Time: '2026-03-15 11:00:00', Views: '1' }]),
    'API Requests per Minute tells those that failed': given(
      called({ failed: true }),
      called({ endpoint: '/channels' }),
    ).panel(operationsDashboard, 'API Requests per Minute', [
      {
        Time: '2026-03-15 11:30:00',
        Requests: { text: '2', color: 'purple' },
        Failed: { text: '1', color: 'red' },
      },
    ]),
    'API Requests per Minute shows the hour of the dashboard': given(
      called({ at: '2026-03-15T10:59:59Z' }),
      called({ at: '2026-03-15T11:00:00Z' }),
    ).panel(operationsDashboard, 'API Requests per Minute', [
      { Time: '2026-03-15 11:00:00', Requests: '1', Failed: '0' },
    ]),
    'Revenue Today is $0.00 before anything is earned': given().panel(operationsDashboard, 'Revenue Today', {
      'Revenue Today': { text: '$0.00' },
    }),
    'Revenue Today begins anew at midnight in UTC': given(
      earned({ amount_cents: 500, at: '2026-03-14T23:59:59Z' }),
      earned({ amount_cents: 1250 }),
      earned({ amount_cents: 99, channel_id: 'b' }),
    ).panel(operationsDashboard, 'Revenue Today', { 'Revenue Today': { text: '$13.49', color: 'green' } }),
    'Revenue Today is red where refunds outweigh it': given(earned({ amount_cents: -50 })).panel(
      operationsDashboard,
      'Revenue Today',
      { 'Revenue Today': { text: '-$0.50', color: 'red' } },
    ),
  },
)
