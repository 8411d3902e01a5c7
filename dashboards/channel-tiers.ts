import { type Color, type Expression, mapValues, type RawBuilder, sql } from 'sightline'

interface Tier {
  readonly text: string
  readonly color: Color
}

/** The tiers of a channel from the most revenue to the least, each with the same colour on every panel. */
const tiers: Readonly<Record<string, Tier>> = {
  elite: { text: 'Elite', color: 'purple' },
  growth: { text: 'Growth', color: 'blue' },
  established: { text: 'Established', color: 'green' },
  developing: { text: 'Developing', color: 'yellow' },
  struggling: { text: 'Struggling', color: 'red' },
}

const names = Object.keys(tiers)

/** Shows a tier by its name and its colour. */
export const channelTierMapping = mapValues(tiers)

/** A tier as a number, 1 for the one with the most revenue: Grafana colours points by numbers alone. */
export const channelTierRank = (tier: Expression<string>): RawBuilder<number> =>
  sql<number>`array_position(array[${sql.join(names.map((name) => sql.lit(name)))}]::text[], ${tier})`

/** Shows the number of a tier by its name and its colour. */
export const channelTierRankMapping = mapValues(
  Object.fromEntries(Object.values(tiers).map((tier, index) => [index + 1, tier])),
)

/** The colours of slices that are tiers; Grafana knows a slice by its mapped text, older ones by its value. */
export const channelTierSlices = Object.fromEntries(
  Object.entries(tiers).flatMap(([value, { text, color }]) => [
    [value, { color }],
    [text, { color }],
  ]),
)
