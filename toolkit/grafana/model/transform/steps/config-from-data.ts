import type { MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { reduceValue } from '../../reduce/reduce-field.ts'
import { fieldMatcher } from '../field-matchers.ts'
import { type SettingMapping, settingFields, settingReducer, settingsOf } from './field-settings.ts'
import { type Frames, withoutName } from './frames.ts'

interface ConfigFromData {
  readonly configRefId?: string
  readonly mappings?: readonly SettingMapping[]
  readonly applyTo?: MatcherConfig
}

/** The result of one query as settings of the fields of the others. */
export function configFromData(
  frames: Frames,
  { configRefId = 'config', mappings = [], applyTo = { id: 'numeric' } }: ConfigFromData,
): Frames {
  const source = frames.find(({ refId }) => refId === configRefId)
  if (!source) return frames
  const fields = settingFields(source, mappings)
  const config = settingsOf(fields, (one) => reduceValue(one.field, settingReducer(one)))
  const isMeant = fieldMatcher(applyTo)
  return frames
    .filter((frame) => frame !== source || frames.length === 1)
    .map((frame) => {
      const changed = frame.fields.map((field) =>
        isMeant(field, frame, frames) ? { ...field, config: { ...field.config, ...config } } : field,
      )
      return { ...withoutName(frame), fields: changed }
    })
}
