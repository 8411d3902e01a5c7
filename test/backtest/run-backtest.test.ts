import type pg from 'pg'
import type { AlertRule } from 'sightline/engine'
import { type Backtest, buildRelease, createSources, noiseOf, runBacktest } from 'sightline/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../support/database.ts'
import { everLogged, failing, inRange, perWeight, project, tooMany } from './shop-rules.ts'

const release = buildRelease(project)
const at = (time: string) => new Date(`2026-03-15T${time}:00Z`)
let client: pg.Client

/** Two lines at 10:05, one at 10:35, one of another service at 13:00; nothing from 06:00 on before that. */
beforeAll(async () => {
  const database = await testDatabase()
  const owner = await database.connect()
  await createSources(owner, release.sources)
  await owner.query(`insert into lines values
    ('2026-03-15T10:05:00Z', 'api', 1), ('2026-03-15T10:05:00Z', 'api', 1), ('2026-03-15T10:35:00Z', 'api', 1),
    ('2026-03-15T13:00:00Z', 'web', 0)`)
  await owner.query(`insert into jobs values ('nightly', 2)`)
  await owner.query(`alter database ${database.name} set default_transaction_read_only = on`)
  client = await database.connect()
})

const test = (rule: AlertRule, from: string, to: string): Promise<Backtest> =>
  runBacktest(client, release, rule, { from: at(from), to: at(to), timeout: 5000, most: 1000 })
const firings = ({ firings }: Backtest) =>
  firings.map(({ from, to, value, labels }) => [
    from.toISOString().slice(11, 16),
    to?.toISOString().slice(11, 16),
    value,
    labels,
  ])

describe('a backtest', () => {
  it('tells when a rule would have fired, how long and with which values, also through a view with a clock', async () => {
    const report = await test(tooMany, '09:00', '13:00')
    expect(report).toMatchObject({ evaluations: 25, exact: true, firingHours: 1 })
    expect(report.firings).toMatchObject([
      { from: at('10:10'), to: at('11:10'), seconds: 3600, value: 2, least: 2, most: 3 },
    ])
  })

  it('does not let rows that came later leak in', async () => {
    expect(firings(await test(everLogged, '09:00', '14:00'))).toEqual([
      ['10:30', undefined, 2, { service: 'api' }],
      ['13:20', undefined, 1, { service: 'web' }],
    ])
  })

  it('puts the range of each evaluation into the macros of Grafana', async () => {
    expect(firings(await test(inRange, '10:00', '11:30'))).toEqual([['10:10', '11:10', 2, {}]])
  })

  it('says that it cannot be exact where a source names no event time', async () => {
    const report = await test(failing, '09:00', '09:30')
    expect(report).toMatchObject({
      exact: false,
      notes: ['jobs names no event time, so its rows are those of now: the backtest cannot be exact.'],
    })
    expect(firings(report)).toEqual([['09:00', undefined, 2, { name: 'nightly' }]])
  })

  it('tells a gap in the rows', async () => {
    const { notes } = await test(tooMany, '04:00', '12:00')
    expect(notes).toEqual(['lines has no rows from 2026-03-15 04:00 to 2026-03-15 10:05.'])
  })

  it('counts evaluations that fail, and goes on', async () => {
    const report = await test(perWeight, '12:00', '14:00')
    expect(report.notes).toContain('7 of 13 evaluations failed.')
    expect(report.moments.map(({ state }) => state).slice(5, 8)).toEqual(['Normal', 'Error', 'Error'])
  })

  it('tells what other limits would have done', async () => {
    const { thresholds } = await test(tooMany, '09:00', '13:00')
    expect(thresholds.find(({ isPresent }) => isPresent)).toEqual({
      threshold: 1,
      isPresent: true,
      firings: 1,
      hours: 1,
    })
    expect(thresholds.find(({ threshold }) => threshold === 2)).toMatchObject({ firings: 1, hours: 0.5 })
    expect(thresholds.find(({ threshold }) => threshold === 0.5)?.hours).toBeGreaterThan(1)
  })

  it('over an empty time is refused', async () => {
    await expect(test(tooMany, '09:00', '08:00')).rejects.toMatchObject({ code: 'nothing-to-evaluate' })
    await expect(test(tooMany, '09:01', '09:09')).rejects.toMatchObject({ code: 'nothing-to-evaluate' })
  })

  it('of more evaluations than are allowed is refused', async () => {
    const span = { from: new Date('2026-01-01'), to: at('09:00'), timeout: 5000, most: 1000 }
    await expect(runBacktest(client, release, tooMany, span)).rejects.toMatchObject({
      code: 'too-many-evaluations',
    })
  })
})

describe('noise', () => {
  it('is a rule that always fires, one that never fires, and one that fails', async () => {
    expect(noiseOf(await test(failing, '09:00', '12:00')).verdict).toBe('always fires')
    expect(noiseOf(await test(tooMany, '06:00', '09:00')).verdict).toBe('never fires')
    expect(noiseOf(await test(perWeight, '13:00', '14:00')).verdict).toBe('fails')
    expect(noiseOf(await test(tooMany, '09:00', '13:00')).verdict).toBe('fine')
  })

  it('is a rule that flaps', async () => {
    const report = await test(tooMany, '09:00', '13:00')
    const short = report.firings.map((firing) => ({ ...firing, to: at('10:20'), seconds: 600 }))
    const flapping = { ...report, firings: [...short, ...short, ...short] }
    expect(noiseOf(flapping)).toMatchObject({ verdict: 'flaps', short: 3 })
  })
})
