import { describe, expect, it } from 'vitest'
import { collectRows } from './collected-rows.ts'

describe('the sample', () => {
  it('gives the same rows for the same seed, scale and time', async () => {
    expect(await collectRows({ seed: 7 })).toEqual(await collectRows({ seed: 7 }))
  })

  it('gives other rows for another seed', async () => {
    const [one, other] = [await collectRows({ seed: 1 }), await collectRows({ seed: 2 })]
    expect(one.videos).not.toEqual(other.videos)
    expect(one.api_logs).not.toEqual(other.api_logs)
  })

  it('has about a thousand videos at scale 1, in at most 25000 rows', async () => {
    const rows = await collectRows()
    expect(rows.videos.length).toBeGreaterThan(900)
    expect(rows.videos.length).toBeLessThan(1100)
    expect(Object.values(rows).reduce((sum, list) => sum + list.length, 0)).toBeLessThan(25_000)
  })

  it('has ten times the videos and requests at scale 10, the requests over more days, and as many measurements of machines', async () => {
    const [small, large] = [await collectRows(), await collectRows({ scale: 10 })]
    const ratio = large.videos.length / small.videos.length
    expect(ratio).toBeGreaterThan(9)
    expect(ratio).toBeLessThan(11)
    const requests = large.api_logs.length / small.api_logs.length
    expect(requests).toBeGreaterThan(9)
    expect(requests).toBeLessThan(11)
    expect(large.api_logs[0]?.timestamp.getTime()).toBeLessThan(Date.parse('2026-03-15'))
    expect(large.system_metrics.length).toBe(small.system_metrics.length)
  })

  it('works at a tenth of the size', async () => {
    const rows = await collectRows({ scale: 0.1 })
    expect(rows.videos.length).toBeGreaterThan(50)
    expect(rows.users.length).toBeGreaterThan(5)
  })

  it('writes the same columns in every row of a table', async () => {
    for (const list of Object.values(await collectRows())) {
      const columns = new Set(list.map((row) => Object.keys(row).sort().join()))
      expect(columns.size).toBe(1)
    }
  })
})
