import { dataCheck, from } from 'sightline'
import { billingRecords } from '../sources.ts'
import { tierPrices } from '../subscription-tiers.ts'

export const unknownTier = dataCheck('unknown-tier', {
  description: 'Active billing records have a tier with a price; MRR counts the user at 0 otherwise.',
  remedy: 'Correct the subscription tier of the record, or add a new tier to sql/subscription-tiers.ts.',
  query: from(billingRecords)
    .selectFrom('billing_records')
    .where('status', '=', 'active')
    .where('subscription_tier', 'not in', Object.keys(tierPrices))
    .select(['record_id', 'user_id', 'date', 'subscription_tier', 'amount']),
})
