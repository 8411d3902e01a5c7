/** Given rows and events, and what definitions make of them; `sightline test` runs it. */
export { given } from './given.ts'
export { eventFactory } from './given-event.ts'
export { factory, type GivenRow } from './given-row.ts'
export { type Proof, type Proofs, proofs, proveEach } from './proofs.ts'
export { timeline } from './timeline.ts'
