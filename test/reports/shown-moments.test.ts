import { describe, expect, it } from 'vitest'
import { shownMoments } from '../../toolkit/reports/shown-moments.ts'

const moment = 'timestamp with time zone'

describe('a column of moments in a report', () => {
  it('has the clock of the one who reads it, in summer and in winter', () => {
    expect(
      shownMoments(['2026-03-09 08:00:00+00', '2026-07-09 23:30:59.5+00'], moment, 'Europe/Oslo'),
    ).toEqual(['2026-03-09 09:00', '2026-07-10 01:30'])
  })

  it('is of days where it has nothing but midnights, of UTC or of the zone', () => {
    const days = ['2026-03-09 00:00:00+00', null, '2026-03-10 00:00:00+00']
    expect(shownMoments(days, moment, 'America/New_York')).toEqual(['2026-03-09', undefined, '2026-03-10'])
    expect(shownMoments(['2026-03-09 23:00:00+00'], moment, 'Europe/Oslo')).toEqual(['2026-03-10'])
    expect(shownMoments(['2026-03-09 00:00:00+00', '2026-03-09 00:01:00+00'], moment, 'UTC')).toEqual([
      '2026-03-09 00:00',
      '2026-03-09 00:01',
    ])
  })

  it('stays what a clock without a zone showed, and what is no moment stays as it is', () => {
    expect(
      shownMoments(['2026-03-09 08:00:00', 'infinity'], 'timestamp without time zone', 'Asia/Tokyo'),
    ).toEqual(['2026-03-09 08:00', 'infinity'])
  })
})
