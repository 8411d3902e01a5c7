import type { DataFrame, FieldValue } from '../../frames/frame.ts'

/** Values of a frame that are calculated; undefined where a frame has not what they are calculated of. */
export type Calculate = (frame: DataFrame) => readonly FieldValue[] | undefined
