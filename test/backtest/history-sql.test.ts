import { buildRelease } from 'sightline/engine'
import { expect, it } from 'vitest'
import { historicQuery } from '../../toolkit/backtest/history-sql.ts'
import { project } from './shop-rules.ts'

const release = buildRelease(project)

it('a source with an event time has the rows of up to the moment, one without has all', () => {
  const { sql, sources } = historicQuery('select count(*) from lines, jobs', release)
  expect(sql).toContain('select * from public.lines where logged_at <= $1::timestamptz')
  expect(sql).toContain('select * from public.jobs\n')
  expect(sources.map(({ name }) => name)).toEqual(['lines', 'jobs'])
})

it('a view becomes a part of the query, and every clock the moment', () => {
  const { sql } = historicQuery(
    'select lines from analytics.lines_of_hour where now() > current_timestamp',
    release,
  )
  expect(sql).not.toMatch(/analytics\.|\bnow\(|current_timestamp/)
  expect(sql.match(/\$1::timestamptz/g)?.length).toBe(4)
})

it('texts that look like a clock or a relation stay as they are', () => {
  const { sql } = historicQuery("select 'now() from lines'", release)
  expect(sql).toBe("select 'now() from lines'")
})
