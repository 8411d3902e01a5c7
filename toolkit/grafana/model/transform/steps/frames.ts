import type { DataFrame } from '../../frames/frame.ts'

/** The frames of a panel, in the order of its queries. */
export type Frames = readonly DataFrame[]

/** The queries that a frame was made of, as Grafana names it after a transformation. */
export const joinedRefId = (id: string, frames: Frames): string =>
  `${id}-${frames.map(({ refId }) => refId).join('-')}`

/** A frame without its name. */
export function withoutName({ name: _, ...frame }: DataFrame): DataFrame {
  return frame
}
