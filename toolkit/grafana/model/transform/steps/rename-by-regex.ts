import { expressionOf } from '../../display/expression.ts'
import { fieldDisplayName } from '../display-name.ts'
import type { Frames } from './frames.ts'

/** Titles by a pattern: the parts of it that fit are put into another text. */
export function renameByRegex(
  frames: Frames,
  { regex = '(.*)', renamePattern = '$1' }: { readonly regex?: string; readonly renamePattern?: string },
): Frames {
  return frames.map((frame) => {
    // One expression for all fields of a frame: with the flag g it goes on where it stopped, as in Grafana.
    const expression = expressionOf(regex)
    const fields = frame.fields.map((field) => {
      const name = fieldDisplayName(field, frame)
      if (!expression.test(name)) return field
      const displayName = name.replace(expression, renamePattern)
      return { ...field, config: { ...field.config, displayName } }
    })
    return { ...frame, fields }
  })
}
