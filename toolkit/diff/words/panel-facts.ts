import type { FieldConfigSource, Panel, ThresholdsConfig } from '@grafana/grafana-foundation-sdk/dashboard'
import { type Fact, facts } from '../fact.ts'
import { namedFacts } from './named-facts.ts'
import { settingFact, settingFacts, settingText, textFacts } from './setting-facts.ts'
import { settingName } from './setting-name.ts'
import { thresholdFacts } from './threshold-facts.ts'

/** What is told in other words, or says nothing to people. */
const leftOut = [
  'id',
  'title',
  'description',
  'gridPos',
  'targets',
  'links',
  'transformations',
  'pluginVersion',
  'fieldConfig.overrides',
  'fieldConfig.defaults.thresholds',
  'fieldConfig.defaults.mappings',
  'fieldConfig.defaults.links',
]

/** What two types of panels have no words in common for. */
const ofTwoTypes = [...leftOut, 'options', 'fieldConfig.defaults.custom']

/** What changes in a panel, its queries and its place left aside, in Grafana's words. */
export function panelFacts(before: Panel, after: Panel): Fact[] {
  const [old, now] = [before.fieldConfig?.defaults ?? {}, after.fieldConfig?.defaults ?? {}]
  return [
    ...facts('title', titleFacts(before, after)),
    ...facts('description', textFacts('description', before.description, after.description)),
    ...facts('threshold', thresholdFacts(old.thresholds, now.thresholds)),
    ...facts('setting', settingFacts(before, after, before.type === after.type ? leftOut : ofTwoTypes)),
    ...facts('value mapping', mappingFacts(old.mappings ?? [], now.mappings ?? [])),
    ...facts('link', linkFacts('data link', old.links ?? [], now.links ?? [])),
    ...facts('link', linkFacts('panel link', before.links ?? [], after.links ?? [])),
    ...facts('override', overrideFacts(before, after)),
    ...facts('transformation', transformationFacts(before, after)),
    ...facts('place', placeFacts(before, after)),
  ]
}

const titleFacts = (before: Panel, after: Panel): string[] =>
  before.title === after.title ? [] : [settingFact('title', before.title, after.title)]

const transformationFacts = (before: Panel, after: Panel): string[] =>
  namedFacts(
    before.transformations ?? [],
    after.transformations ?? [],
    ({ id }) => `transformation ${id}`,
    (a, b) => (JSON.stringify(a) === JSON.stringify(b) ? [] : ['changed']),
  )

function mappingFacts(before: readonly object[], after: readonly object[]): string[] {
  const texts = (mappings: readonly object[]) => new Set(mappings.flatMap(mappingTexts))
  const [old, now] = [texts(before), texts(after)]
  return [
    ...[...old].filter((text) => !now.has(text)).map((text) => `value mapping ${text} removed`),
    ...[...now].filter((text) => !old.has(text)).map((text) => `value mapping ${text} added`),
  ]
}

function mappingTexts(mapping: object): string[] {
  if (!('options' in mapping) || typeof mapping.options !== 'object' || mapping.options === null) return []
  const { options } = mapping
  if ('result' in options) return [`${JSON.stringify(options)}`]
  return Object.entries(options).map(([value, result]) => `of ${value} to ${resultText(result)}`)
}

function resultText(result: unknown): string {
  if (typeof result !== 'object' || result === null) return settingText(result)
  const { text, color } = { text: undefined, color: undefined, ...result }
  return [text, color]
    .filter((part) => part !== undefined)
    .map(settingText)
    .join(' in ')
}

type Link = { readonly title: string; readonly url?: string | undefined }

function linkFacts(kind: string, before: readonly Link[], after: readonly Link[]): string[] {
  return namedFacts(
    before,
    after,
    ({ title }) => `${kind} ${title}`,
    (a, b) => (a.url === b.url ? [] : [settingFact('target', a.url, b.url)]),
  )
}

type Override = FieldConfigSource['overrides'][number]

function overrideFacts({ fieldConfig: old }: Panel, { fieldConfig: now }: Panel): string[] {
  return namedFacts(old?.overrides ?? [], now?.overrides ?? [], overriddenFields, (a, b) =>
    namedFacts(
      a.properties,
      b.properties,
      ({ id }) => settingName(id),
      (one, other) => propertyFacts(one.value, other.value),
    ),
  ).map((fact) => fact.replace(/: value from /, ' from '))
}

function overriddenFields({ matcher }: Override): string {
  const what = settingText(matcher.options)
  if (matcher.id === 'byName') return `override of ${what}`
  return `override of fields ${matcher.id.replace(/^by/, 'by ').toLowerCase()} ${what}`
}

function propertyFacts(before: unknown, after: unknown): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return []
  if (isThresholds(before) && isThresholds(after)) return thresholdFacts(before, after)
  if (typeof before !== 'object' && typeof after !== 'object') return [settingFact('value', before, after)]
  return Array.isArray(before) || Array.isArray(after) ? ['changed'] : settingFacts(before, after)
}

function isThresholds(value: unknown): value is ThresholdsConfig {
  return typeof value === 'object' && value !== null && 'steps' in value && Array.isArray(value.steps)
}

function placeFacts({ gridPos: before }: Panel, { gridPos: after }: Panel): string[] {
  if (!before || !after) return []
  return [
    ...(before.w === after.w ? [] : [settingFact('width', before.w, after.w)]),
    ...(before.h === after.h ? [] : [settingFact('height', before.h, after.h)]),
  ]
}
