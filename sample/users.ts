import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { users } from '../sql/sources.ts'
import { emailAddress } from './email-addresses.ts'
import { byWeight, Random, spread } from './random.ts'
import { addDays, day, startOfMonth } from './time.ts'

/** What a user can subscribe to, from the cheapest to the dearest. */
export type Tier = 'beta' | 'starter' | 'growth' | 'enterprise'

/** A user's row with what billing and channels follow from. */
export interface Account {
  readonly number: number
  readonly row: SampleRow<typeof users>
  readonly firstTier: Tier
  /** The first day without a charge, for a user who paused or left. */
  readonly paidUntil: Date | null
}

const months = 24
const usersAtScaleOne = 105
const base64 = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Every account of the sample, from the oldest signup to the newest. */
export function createAccounts({ now, scale, seed }: SampleTarget): readonly Account[] {
  const count = Math.max(10, Math.round(usersAtScaleOne * scale))
  const today = addDays(now, 0)
  const first = startOfMonth(now, 1 - months)
  const span = (today.getTime() - first.getTime()) / day
  const random = new Random(seed, 'users')
  return Array.from({ length: count }, (_, index): Account => {
    // More users sign up every month: the density grows with the square root of the time since launch.
    const signup = addDays(
      first,
      Math.min(span, Math.floor(span * ((index + random.next()) / count) ** 0.66)),
    )
    const age = (today.getTime() - signup.getTime()) / day
    const firstTier = startingTier(age / span, spread(index))
    const { status, stopped } = fate(random, firstTier, signup, age)
    return {
      number: index + 1,
      firstTier,
      paidUntil: stopped,
      row: {
        user_id: `user_${String(index + 1).padStart(6, '0')}`,
        email: emailAddress(random, index),
        password_hash: passwordHash(random),
        status,
        signup_date: signup,
        churn_date: status === 'churned' ? stopped : null,
        acquisition_channel: random.chance(0.08)
          ? null
          : byWeight(
              [
                ['paid', 42],
                ['organic', 36],
                ['referral', 22],
              ],
              random.next(),
            ),
      },
    }
  })
}

/** The closed beta's users came first; later ones start on a paid tier. */
function startingTier(age: number, share: number): Tier {
  const beta = age > 0.75 ? 50 : 8
  return byWeight(
    [
      ['enterprise', 9],
      ['growth', 29],
      ['starter', 46],
      ['beta', beta],
    ],
    share,
  )
}

/** Days that users of a first tier stay, on average. */
const usualLifetime: Readonly<Record<Tier, number>> = {
  beta: 1000,
  starter: 1300,
  growth: 2600,
  enterprise: 8000,
}

/** Whether a user is still there: about 2 percent leave in a month, and a few on small tiers pause. */
function fate(
  random: Random,
  tier: Tier,
  signup: Date,
  age: number,
): { status: string; stopped: Date | null } {
  const lifetime = 30 + Math.floor(-Math.log(1 - random.next()) * usualLifetime[tier])
  const paused = random.chance(0.07) && (tier === 'beta' || tier === 'starter')
  if (lifetime < age) return { status: 'churned', stopped: addDays(signup, lifetime) }
  if (paused && age > 60)
    return { status: 'paused', stopped: addDays(signup, Math.floor(age - random.between(5, 55))) }
  return { status: 'active', stopped: null }
}

/** The shape of a bcrypt hash, of nobody's password. */
function passwordHash(random: Random): string {
  let hash = '$2b$12$'
  for (let i = 0; i < 53; i++) hash += base64[Math.floor(random.next() * 64)]
  return hash
}
