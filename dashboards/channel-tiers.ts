import { type Color, mapValues } from 'sightline'

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

/** Shows a tier by its name and its colour. */
export const channelTierMapping = mapValues(tiers)

/** The colours of slices that are tiers; Grafana knows a slice by its mapped text, older ones by its value. */
export const channelTierSlices = Object.fromEntries(
  Object.entries(tiers).flatMap(([value, { text, color }]) => [
    [value, { color }],
    [text, { color }],
  ]),
)
