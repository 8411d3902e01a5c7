import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { channels } from '../sql/sources.ts'
import { type Niche, niches } from './niches.ts'
import { byWeight, Random, spread } from './random.ts'
import { before, day, earlier } from './time.ts'
import type { Account, Tier } from './users.ts'

/** A channel's row with what its videos, subscribers and generations follow from. */
export interface Channel {
  readonly number: number
  readonly row: SampleRow<typeof channels>
  readonly niche: Niche
  readonly createdAt: Date
  /** Whether it has been active for more than 45 days. */
  readonly established: boolean
  /** Dollars that its videos of the last 30 days earn, and how many there are. */
  readonly monthlyRevenue: number
  readonly monthlyUploads: number
  /** When it was paused, or null while it is active. */
  readonly stopped: Date | null
}

const sizes = {
  elite: { revenue: [12500, 18000], uploads: 8 },
  growth: { revenue: [6000, 9000], uploads: 5.5 },
  established: { revenue: [2500, 4400], uploads: 3.5 },
  developing: { revenue: [680, 1700], uploads: 1.9 },
  struggling: { revenue: [30, 380], uploads: 0.8 },
} as const

const sizeWeights = [
  ['growth', 6],
  ['struggling', 42],
  ['elite', 3],
  ['developing', 32],
  ['established', 17],
] as const

const channelsPerTier: Readonly<Record<Tier, number>> = { beta: 1, starter: 1, growth: 1.4, enterprise: 2.6 }

const suffixes = ['', ' Shorts', ' Weekly', ' Extra', ' Clips', ' Deep Dives'] as const

interface Identity {
  readonly number: number
  /** Which of its account's channels this is, from 0. */
  readonly index: number
  readonly niche: Niche
  readonly name: string
  /** How many established active channels came before, which spreads the sizes evenly among them. */
  readonly rank: number
}

/** Every channel of the sample: each account has one, and those on a dear tier have several. */
export function createChannels(
  { now, seed }: SampleTarget,
  accounts: readonly Account[],
): readonly Channel[] {
  const created: Channel[] = []
  const names = new Map<string, number>()
  let rank = 0
  for (const account of accounts) {
    const random = new Random(seed, 'channels', account.number)
    const count = random.round(channelsPerTier[account.firstTier])
    for (let index = 0; index < count; index++) {
      const niche = random.pick(niches)
      const name = random.pick(niche.channels)
      const uses = names.get(name) ?? 0
      names.set(name, uses + 1)
      const numbered = uses < suffixes.length ? `${name}${suffixes[uses] ?? ''}` : `${name} ${uses}`
      const number = created.length + 1
      const channel = createChannel(random, account, { number, index, niche, name: numbered, rank }, now)
      if (channel.established) rank++
      created.push(channel)
    }
  }
  return created
}

function createChannel(random: Random, account: Account, identity: Identity, now: Date): Channel {
  const { number, index, niche, name, rank } = identity
  const until = earlier(account.paidUntil ?? now, now)
  const age = Math.max(0, until.getTime() - account.row.signup_date.getTime())
  const start = index === 0 ? Math.min(random.between(0, 2 * day), age) : age * random.between(0.02, 0.6)
  const createdAt = new Date(account.row.signup_date.getTime() + Math.floor(start))
  const life = until.getTime() - createdAt.getTime()
  const paused = random.chance(0.05) && life > 90 * day
  const stopped = account.paidUntil ?? (paused ? before(now, random.between(10, 60) * day) : null)
  const established = !stopped && createdAt < before(now, 45 * day)
  const size = sizes[byWeight(sizeWeights, established ? spread(rank) : random.next())]
  return {
    number,
    niche,
    createdAt,
    established,
    monthlyRevenue: random.between(size.revenue[0], size.revenue[1]),
    monthlyUploads: size.uploads * random.between(0.75, 1.25),
    stopped,
    row: {
      channel_id: `channel_${String(number).padStart(6, '0')}`,
      channel_name: name,
      user_id: account.row.user_id,
      niche: niche.name,
      status: stopped ? 'paused' : 'active',
      created_at: createdAt,
    },
  }
}
