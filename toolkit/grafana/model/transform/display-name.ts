import type { DataField, DataFrame } from '../frames/frame.ts'

const valueName = 'Value'

/** The only name that labels have in some frames; undefined where there are several or none. */
function singleLabel(frames: readonly DataFrame[]): string | undefined {
  const names = new Set(frames.flatMap(({ fields }) => fields.flatMap(({ labels }) => Object.keys(labels))))
  const [name] = names
  return names.size === 1 ? name : undefined
}

/** Labels as one text: `{host="a", zone="b"}`; empty where there are none. */
export function labelsText(labels: DataField['labels']): string {
  const parts = Object.keys(labels)
    .toSorted()
    .map((name) => `${name}="${labels[name]}"`)
  return parts.length === 0 ? '' : `{${parts.join(', ')}}`
}

/** A field's name, with its place among those of the same name in its frame. */
function uniqueName(field: DataField, frame: DataFrame | undefined): string {
  const same = frame?.fields.filter(({ name }) => name === field.name) ?? []
  return same.length > 1 && same.includes(field) ? `${field.name} ${same.indexOf(field) + 1}` : field.name
}

/**
 * What a field is called for people: its own title, or its name with what tells it apart from others.
 *
 *     fieldDisplayName(field, frame, frames) // revenue elite
 */
export function fieldDisplayName(
  field: DataField,
  frame?: DataFrame,
  frames: readonly DataFrame[] = frame ? [frame] : [],
): string {
  const { displayName, displayNameFromDS } = field.config
  if (displayName) return displayName
  if (frame && displayNameFromDS) return displayNameFromDS
  const isLabelled = field.labelled || Object.keys(field.labels).length > 0
  if (field.type === 'time' && !isLabelled) return field.name
  const framesDiffer = frames.some(({ name }, index) => index > 0 && name !== frames[index - 1]?.name)
  const frameName = frame?.name ?? ''
  const label = frame ? labelPart(field, frames) : ''
  const isValue = field.name === valueName
  const before = framesDiffer ? frameName : ''
  const after = isValue && before === '' && label === '' ? frameName : ''
  const parts = [before, isValue ? '' : field.name, label, after].filter((part) => part !== '')
  const name = parts.join(' ') || field.name || valueName
  return name === field.name ? uniqueName(field, frame) : name
}

function labelPart({ labels }: DataField, frames: readonly DataFrame[]): string {
  const single = singleLabel(frames)
  return single === undefined ? labelsText(labels) : (labels[single] ?? '')
}

/** What a frame is called: its name, or that of its only field of values. */
export function frameDisplayName(frame: DataFrame): string {
  if (frame.name) return frame.name
  const names = frame.fields
    .filter(({ type }) => type !== 'time')
    .map((field) => fieldDisplayName(field, frame))
  if (names.length > 0 || frame.fields.length > 0) return names.join(', ')
  return `Series (${frame.refId})`
}
