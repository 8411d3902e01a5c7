/** What a user of each subscription tier pays, in US dollars a month. */
export const tierPrices = { beta: 0, starter: 297, growth: 997, enterprise: 2997 }
