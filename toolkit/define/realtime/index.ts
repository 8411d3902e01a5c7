/** Events, what is counted of them and what is shown live; what publishes and counts them is `sightline/realtime`. */
export { type Event, event } from './event.ts'
export { type EventData, field } from './event-field.ts'
export { type LiveFigure, liveFigure, liveOpen, liveRanking } from './live-figure.ts'
export { approximateDistinct, count, countIf, max, min, sum } from './measure.ts'
export { type Occurrence, occurrence, type Simulation } from './occurrence.ts'
export { type Rollup, rollup } from './rollup.ts'
