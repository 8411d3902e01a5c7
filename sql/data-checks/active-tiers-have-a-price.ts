import { acceptedValues } from 'sightline/data-checks'
import { billingRecords } from '../sources.ts'
import { tierPrices } from '../subscription-tiers.ts'

export const activeTiersHaveAPrice = acceptedValues(
  billingRecords,
  'subscription_tier',
  Object.keys(tierPrices),
  {
    description: 'Active billing records have a tier with a price; MRR counts the user at 0 otherwise.',
    remedy: 'Correct the subscription tier of the record, or add a new tier to sql/subscription-tiers.ts.',
    where: (eb) => eb('status', '=', 'active'),
  },
)
