import fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { refreshCall } from '../../toolkit/kinds/incremental-view/incremental-parts.ts'
import { incrementalViews } from './media.ts'
import { fillMedia, type MediaDatabase, mediaDatabase, start, storageOf } from './media-database.ts'
import { changes, type Step, sequences } from './random-step.ts'

const storages = incrementalViews.map(storageOf)

/** How many sequences run; 1,000 take about two minutes. */
const runs = Number(process.env.SEQUENCES ?? 60)

let media: MediaDatabase
let writer: pg.Client
beforeAll(async () => {
  media = await mediaDatabase()
  writer = await media.connect()
  for (const client of [media.client, writer]) await client.query(`set lock_timeout = '20ms'`)
})

/** The tables as they were, and views that agree with them. */
async function startAgain(): Promise<void> {
  await media.client.query(
    `select set_config('sightline.now', '${start.toISOString()}', false); truncate videos, channels, counts`,
  )
  await fillMedia(media.client)
  for (const storage of storages) await media.client.query(`select ${refreshCall(storage, true)}`)
}

/** What another transaction holds is left alone. */
async function unlessLocked(client: pg.Client, sql: string): Promise<void> {
  await client.query(`savepoint one; ${sql}; release savepoint one`).catch(async (error: unknown) => {
    ignoreLocks(error)
    await client.query('rollback to savepoint one')
  })
}

function ignoreLocks(error: unknown): [] {
  if (!(error instanceof Error && 'code' in error && error.code === '55P03')) throw error
  return []
}

class Sequence {
  hours = 0
  writes = false
  refresher: pg.Client | undefined

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'write': {
        const client = step.writer === 0 ? media.client : writer
        if (step.writer === 0 || !this.writes) await client.query('begin')
        if (step.writer === 1) this.writes = true
        await unlessLocked(client, changes[step.change](step.pick))
        if (step.writer === 0) await client.query('commit')
        return
      }
      case 'end the transaction':
        if (this.writes) await writer.query(step.how)
        this.writes = false
        return
      case 'move the clock':
        this.hours += step.hours
        return this.setClock(media.client)
      case 'begin a refresh': {
        if (this.refresher) return
        this.refresher = await media.connect()
        this.refresher.on('error', () => {})
        await this.setClock(this.refresher)
        await this.refresher.query(`set lock_timeout = '20ms'; begin`)
        for (const storage of storages) await unlessLocked(this.refresher, `select ${refreshCall(storage)}`)
        return
      }
      case 'end the refresh':
        return this.endRefresh(step.how)
      case 'refresh': {
        await this.endRefresh('commit')
        const found = await media.refresh().catch(ignoreLocks)
        return expect(found).toEqual([])
      }
    }
  }

  async setClock(client: pg.Client): Promise<void> {
    const now = new Date(start.getTime() + this.hours * 3_600_000)
    await client.query(`select set_config('sightline.now', $1, false)`, [now.toISOString()])
  }

  async endRefresh(how: 'commit' | 'rollback' | 'kill'): Promise<void> {
    const { refresher } = this
    if (!refresher) return
    this.refresher = undefined
    if (how !== 'kill') await refresher.query(how)
    else {
      const { rows } = await refresher.query('select pg_backend_pid() as pid')
      const ended = new Promise((resolve) => refresher.once('end', resolve))
      await media.client.query('select pg_terminate_backend($1)', [rows[0].pid])
      await ended
      return
    }
    await refresher.end()
  }
}

test(`after ${runs} random sequences of writers, clocks and refreshes that may be killed, views hold what their queries say`, async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      await startAgain()
      const sequence = new Sequence()
      try {
        for (const step of steps) await sequence.take(step)
        await sequence.take({ do: 'end the transaction', how: 'commit' })
        await sequence.take({ do: 'refresh' })
      } finally {
        await sequence.endRefresh('rollback')
        if (sequence.writes) await writer.query('rollback')
      }
    }),
    { numRuns: runs, seed: Number(process.env.SEQUENCES_SEED ?? 7) },
  )
}, 1_800_000)
