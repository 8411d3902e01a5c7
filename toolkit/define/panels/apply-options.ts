import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog'
import type {
  DashboardLink,
  DataTransformerConfig,
  DynamicConfigValue,
  FieldColor,
  GridPos,
  Panel as PanelJson,
  ThresholdsConfig,
  ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { FieldColorBuilder, FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard'
import { dataLinkBuilder } from '../dashboards/data-link.ts'
import { overrideProperties } from '../dashboards/field-override.ts'
import { type QueryFormat, queryTarget } from '../dashboards/query-target.ts'
import { thresholds } from '../dashboards/thresholds.ts'
import { transformerConfig } from '../dashboards/transformation.ts'
import type { Query } from '../query.ts'
import type { PanelFrame, PanelOptions, PanelSize } from './panel-options.ts'

/** The setters that all panel builders of the foundation SDK share. */
export interface FrameBuilder extends Builder<PanelJson> {
  title(title: string): this
  description(description: string): this
  gridPos(gridPos: GridPos): this
  repeat(variable: string): this
  timeFrom(timeFrom: string): this
  timeShift(timeShift: string): this
  hideTimeOverride(hide: boolean): this
}

export interface QueryPanelBuilder extends FrameBuilder {
  withTarget(target: Builder<Dataquery>): this
  unit(unit: string): this
  decimals(decimals: number): this
  min(min: number): this
  max(max: number): this
  noValue(noValue: string): this
  mappings(mappings: ValueMapping[]): this
  thresholds(thresholds: Builder<ThresholdsConfig>): this
  colorScheme(color: Builder<FieldColor>): this
  dataLinks(links: Builder<DashboardLink>[]): this
  overrideByName(name: string, properties: DynamicConfigValue[]): this
  withTransformation(transformation: DataTransformerConfig): this
}

/** Marks a panel whose place is left to the flow of its row. */
export const flowing = -1

/** Sets the title, the description and the size. */
export function applyFrame<B extends FrameBuilder>(builder: B, options: PanelFrame, size: PanelSize): B {
  const { width, height, at = { x: flowing, y: flowing } } = options.size ?? size
  return builder
    .title(options.title)
    .description(options.description)
    .gridPos({ w: width, h: height, ...at })
}

/** Sets everything that panels with a query have in common. */
export function applyOptions<B extends QueryPanelBuilder>(
  builder: B,
  options: PanelOptions<Query>,
  size: PanelSize,
  format: QueryFormat,
  on: string,
): B {
  applyFrame(builder, options, size).withTarget(queryTarget(options.query, format))
  if (options.repeat) builder.repeat(options.repeat.name)
  if (options.timeFrom !== undefined) builder.timeFrom(options.timeFrom)
  if (options.timeShift !== undefined) builder.timeShift(options.timeShift)
  if (options.hideTimeOverride !== undefined) builder.hideTimeOverride(options.hideTimeOverride)
  if (options.unit !== undefined) builder.unit(options.unit)
  if (options.decimals !== undefined) builder.decimals(options.decimals)
  if (options.min !== undefined) builder.min(options.min)
  if (options.max !== undefined) builder.max(options.max)
  if (options.noValue !== undefined) builder.noValue(options.noValue)
  if (options.mappings) builder.mappings([...options.mappings])
  if (options.links) builder.dataLinks(options.links.map((link) => dataLinkBuilder(link, on)))
  if (options.thresholds) builder.thresholds(options.thresholds)
  if (options.color) builder.colorScheme(fixedColor(options.color))
  for (const transformation of options.transformations ?? []) {
    builder.withTransformation(transformerConfig(transformation))
  }
  for (const [field, override] of Object.entries(options.overrides ?? {})) {
    if (override) builder.overrideByName(field, overrideProperties(override, on))
  }
  return builder
}

function fixedColor(color: string): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Fixed).fixedColor(color)
}

/** One colour for all values where no thresholds are wanted: Grafana's own are red from 80 on, whatever is measured. */
export function withThresholds<Options extends PanelOptions<Query>>(options: Options): Options {
  return options.thresholds ? options : { ...options, thresholds: thresholds(options.color ?? 'green') }
}

/** Colours by the threshold that a value has reached. */
export function thresholdColors(): FieldColorBuilder {
  return new FieldColorBuilder().mode(FieldColorModeId.Thresholds)
}
