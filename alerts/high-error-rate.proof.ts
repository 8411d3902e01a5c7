import { factory, given, proofs, proveEach, timeline } from 'sightline/proofs'
import { errorLogs } from '../sql/sources.ts'
import { highErrorRate } from './high-error-rate.ts'

const line = factory(errorLogs, { timestamp: '2026-03-15T11:58:00Z', severity: 'error' })
const lines = (count: number, values: Parameters<typeof line>[0] = {}) =>
  Array.from({ length: count }, () => line(values))

export default proofs(
  {
    now: '2026-03-15T12:00:00Z',
    equivalent: [
      {
        of: highErrorRate,
        change: 'noData NoData → Alerting',
        reason: 'A count always has a row.',
      },
    ],
  },
  {
    'no lines are 0 errors, and normal': given().alert(highErrorRate, 'normal', { value: 0 }),
    '50 errors are normal': given(lines(50)).alert(highErrorRate, 'normal', { value: 50 }),
    '51 errors fire at once, as a warning for the platform team': given(lines(51)).alert(
      highErrorRate,
      'firing',
      { value: 51, labels: { severity: 'warning', team: 'platform' } },
    ),
    'errors and criticals count together': given(lines(26), lines(25, { severity: 'critical' })).alert(
      highErrorRate,
      'firing',
      { value: 51 },
    ),
    ...proveEach(['warning', 'info', 'ERROR'], (severity) => [
      `lines of severity ${severity} do not count`,
      given(lines(60, { severity })).alert(highErrorRate, 'normal', { value: 0 }),
    ]),
    'lines five minutes ago do not count': given(lines(60, { timestamp: '2026-03-15T11:55:00Z' })).alert(
      highErrorRate,
      'normal',
      { value: 0 },
    ),
    'lines just within five minutes count': given(lines(60, { timestamp: '2026-03-15T11:55:00.001Z' })).alert(
      highErrorRate,
      'firing',
      { value: 60 },
    ),
    'a line of now counts': given(lines(51, { timestamp: '2026-03-15T12:00:00Z' })).alert(
      highErrorRate,
      'firing',
      { value: 51 },
    ),
    'lines of a clock that runs ahead do not count': given(
      lines(60, { timestamp: '2026-03-15T12:00:00.001Z' }),
    ).alert(highErrorRate, 'normal', { value: 0 }),
    'it is told within five minutes, and over five minutes after the last error': timeline(
      highErrorRate,
      '2026-03-15T09:00:00Z',
    )
      .expect('normal')
      .at('09:03')
      .insert(lines(51, { timestamp: '2026-03-15T09:03:00Z' }))
      .at('09:05')
      .expect('firing', { value: 51 })
      .at('09:10')
      .expect('normal', { value: 0 }),
    'a query that fails is an error, not silence': timeline(highErrorRate, '2026-03-15T09:00:00Z')
      .break()
      .at('09:05')
      .expect('error')
      .mend()
      .at('09:10')
      .expect('normal'),
  },
)
