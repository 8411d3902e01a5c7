import type { Frames } from './frames.ts'

/** The first rows of each frame; the last ones for a number below nothing. */
export function limit(frames: Frames, { limitField = 10 }: { limitField?: number | string | null }): Frames {
  const count = typeof limitField === 'string' ? Number.parseInt(limitField, 10) : (limitField ?? 0)
  return frames.map((frame) => {
    if (!(frame.length > count)) return frame
    const fields = frame.fields.map((field) => ({
      ...field,
      values: count >= 0 ? field.values.slice(0, count) : field.values.slice(count),
    }))
    return { ...frame, fields, length: Math.abs(count) }
  })
}
