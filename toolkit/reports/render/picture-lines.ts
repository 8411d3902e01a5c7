import type { Picture } from '../report-content.ts'

/** How wide a document is in the pixels of drawings. */
const widest = 620

/** Pictures that stand beside each other; what is no drawing stands alone. */
export function pictureLines(pictures: readonly Picture[]): Picture[][] {
  const lines: Picture[][] = []
  let room = 0
  for (const picture of pictures) {
    const width = picture.drawing?.width ?? widest
    const last = lines.at(-1)
    if (last && width <= room) {
      last.push(picture)
      room -= width
    } else {
      lines.push([picture])
      room = widest - width
    }
  }
  return lines
}
