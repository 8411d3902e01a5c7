import type { MessageTemplate } from '../message-template.ts'
import { isSecret, type Secret } from '../secret.ts'

/** A text that Grafana fills in: a template of the project, or one of its own words as `{{ .CommonLabels.alertname }}`. */
export type MessageText = string | MessageTemplate

/** What a setting is, or a part of one. */
export type Setting = string | number | boolean | Secret | MessageTemplate | readonly Setting[] | Settings

/** Settings by their names. */
export interface Settings {
  readonly [name: string]: Setting
}

/** What every way of telling people has. */
export type Resolving = {
  /** Whether it also tells when the alert is over; true unless said otherwise. */
  readonly sendResolved?: boolean
}

/** One way in which a contact point reaches somebody. */
export interface Integration {
  /** As Grafana calls it. */
  readonly type: string
  /** By Grafana's names. */
  readonly settings: Settings
  readonly sendResolved: boolean
}

/** An integration from the options that are given; `names` are those that Grafana has for options that are called otherwise. */
export function integration(
  type: string,
  options: Resolving & { readonly [option: string]: Setting | undefined },
  names: Readonly<Record<string, string>> = {},
): Integration {
  const { sendResolved = true, ...rest } = options
  return { type, settings: renamed(rest, names), sendResolved }
}

/** The settings that are given, by Grafana's names. */
export function renamed(
  options: { readonly [option: string]: Setting | undefined },
  names: Readonly<Record<string, string>>,
): Settings {
  return Object.fromEntries(
    Object.entries(options).flatMap(([option, value]): [string, Setting][] =>
      value === undefined ? [] : [[names[option] ?? option, value]],
    ),
  )
}

/** Whether a setting is a template of the project. */
export const isTemplate = (setting: Setting): setting is MessageTemplate =>
  typeof setting === 'object' && 'kind' in setting && setting.kind === 'message template'

/** Settings with something else in the place of each text, template and secret. */
export function mapSettings<T>(
  settings: Settings,
  replace: (leaf: string | Secret | MessageTemplate) => T,
): Readonly<Record<string, T | MappedSetting<T>>> {
  return Object.fromEntries(Object.entries(settings).map(([name, one]) => [name, mapSetting(one, replace)]))
}

type MappedSetting<T> =
  | number
  | boolean
  | readonly (T | MappedSetting<T>)[]
  | { readonly [name: string]: T | MappedSetting<T> }

function mapSetting<T>(
  setting: Setting,
  replace: (leaf: string | Secret | MessageTemplate) => T,
): T | MappedSetting<T> {
  if (typeof setting === 'string' || isSecret(setting) || isTemplate(setting)) return replace(setting)
  if (typeof setting !== 'object') return setting
  if (isSettingList(setting)) return setting.map((one) => mapSetting(one, replace))
  return mapSettings(setting, replace)
}

const isSettingList = (setting: Setting): setting is readonly Setting[] => Array.isArray(setting)
