import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { apiLogs, youtubeApiCalls } from '../../sql/sources.ts'
import { operationsDashboard } from './index.ts'

const request = factory(apiLogs, { timestamp: '2026-03-15T11:30:10Z', response_time_ms: 100 })
const call = factory(youtubeApiCalls, { date: '2026-03-15' })

export default proofs(
  { now: '2026-03-15T12:00:00Z' },
  {
    'API Response Time shows that there is none': given().panel(
      operationsDashboard,
      'API Response Time',
      'No data',
    ),
    'API Response Time has a point for each minute with requests': given(
      request(),
      request({ timestamp: '2026-03-15T11:30:59Z', response_time_ms: 200 }),
      request({ timestamp: '2026-03-15T11:32:00Z', response_time_ms: 50 }),
    ).panel(operationsDashboard, 'API Response Time', [
      {
        Time: '2026-03-15 11:30:00',
        Average: { text: '150 ms', color: 'blue' },
        P95: { text: '195 ms', color: 'orange' },
      },
      { Time: '2026-03-15 11:32:00', Average: '50 ms', P95: '50 ms' },
    ]),
    'API Response Time shows the hour of the dashboard': given(
      request({ timestamp: '2026-03-15T10:59:59Z' }),
      request({ timestamp: '2026-03-15T11:00:00Z' }),
      request({ timestamp: '2026-03-15T12:00:01Z' }),
    ).panel(operationsDashboard, 'API Response Time', [{ Time: '2026-03-15 11:00:00', Average: '100 ms' }]),

    'YouTube Quota Usage is 0 without calls': given().panel(operationsDashboard, 'YouTube Quota Usage', {
      value: { text: '0', color: 'green' },
    }),
    ...proveEach(
      {
        6999: ['7.00 K', 'green'],
        7000: ['7 K', 'yellow'],
        8999: ['9.00 K', 'yellow'],
        9000: ['9 K', 'red'],
        10000: ['10 K', 'red'],
      },
      ([text = '', color = ''], units) => [
        `YouTube Quota Usage of ${units} is ${color}`,
        given(call({ quota_units: Number(units) })).panel(operationsDashboard, 'YouTube Quota Usage', {
          value: { text, color },
        }),
      ],
    ),
    'YouTube Quota Usage begins anew at midnight in UTC': given(
      call({ date: '2026-03-14', quota_units: 5000 }),
    ).panel(operationsDashboard, 'YouTube Quota Usage', { value: '0' }),
  },
)
