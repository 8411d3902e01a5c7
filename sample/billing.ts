import type { SampleRow, SampleTarget } from 'sightline/sample'
import type { billingRecords } from '../sql/sources.ts'
import { decimals, Random } from './random.ts'
import { addDays, startOfMonth } from './time.ts'
import type { Account, Tier } from './users.ts'

/** Dollars a month for each tier. */
const tierPrices: Readonly<Record<Tier, number>> = {
  beta: 0,
  starter: 297,
  growth: 997,
  enterprise: 2997,
}

const upgrades: Readonly<Record<Tier, { readonly to: Tier; readonly chance: number }>> = {
  beta: { to: 'starter', chance: 0.3 },
  starter: { to: 'growth', chance: 0.022 },
  growth: { to: 'enterprise', chance: 0.01 },
  enterprise: { to: 'growth', chance: 0.002 },
}

/** A charge on the day of the signup and on the first of each month, for as long as the user pays. */
export function* createBilling(
  { now, seed }: SampleTarget,
  accounts: readonly Account[],
): Generator<SampleRow<typeof billingRecords>> {
  for (const account of accounts) {
    const random = new Random(seed, 'billing', account.number)
    let tier = account.firstTier
    for (const date of chargeDates(account, now)) {
      const renewal = date.getTime() !== account.row.signup_date.getTime()
      if (renewal && random.chance(upgrades[tier].chance)) tier = upgrades[tier].to
      yield* charge(random, account, tier, date, now, renewal)
    }
  }
}

/** The days on which an account is charged. */
function* chargeDates({ row, paidUntil }: Account, now: Date): Generator<Date> {
  const end = paidUntil ?? addDays(now, 1)
  for (let date = row.signup_date; date < end; date = startOfMonth(date, 1)) yield date
}

function* charge(
  random: Random,
  { row, paidUntil }: Account,
  tier: Tier,
  date: Date,
  now: Date,
  renewal: boolean,
): Generator<SampleRow<typeof billingRecords>> {
  const hasOverage = renewal && tier !== 'beta' && random.chance(tier === 'enterprise' ? 0.85 : 0.25)
  const overage = hasOverage
    ? decimals(tierPrices[tier] * Math.min(0.5, 0.06 * random.logNormal(0.5)), 2)
    : null
  const record = {
    user_id: row.user_id,
    date,
    subscription_tier: tier,
    amount: decimals(tierPrices[tier] + (overage ?? 0), 2),
    overage_revenue: overage,
  }
  const last = row.status === 'churned' && paidUntil !== null && startOfMonth(date, 1) >= paidUntil
  if (last) {
    yield { ...record, status: 'cancelled' }
  } else if (renewal && random.chance(tier === 'starter' ? 0.035 : 0.008)) {
    yield { ...record, status: 'failed' }
    const retry = addDays(date, 3)
    if (retry <= now && retry < (paidUntil ?? now) && random.chance(0.8)) {
      yield { ...record, date: retry, status: 'active' }
    }
  } else {
    yield {
      ...record,
      status: renewal && tier === 'starter' && random.chance(0.014) ? 'refunded' : 'active',
    }
  }
}
