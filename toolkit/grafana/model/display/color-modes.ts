import { interpolateRgbBasis } from 'd3-interpolate'
import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolatePlasma,
  interpolateViridis,
} from 'd3-scale-chromatic'
import tinycolor from 'tinycolor2'
import { colorByName, type Theme } from './named-colors.ts'

/** The colour of a value by its share between the least and the most. */
export interface ContinuousScale {
  readonly at: (share: number) => string
  readonly first: string
  readonly last: string
}

const between: Readonly<Record<string, readonly string[]>> = {
  'continuous-GrYlRd': ['green', 'yellow', 'red'],
  'continuous-RdYlGr': ['red', 'yellow', 'green'],
  'continuous-BlYlRd': ['dark-blue', 'super-light-yellow', 'dark-red'],
  'continuous-YlRd': ['super-light-yellow', 'dark-red'],
  'continuous-BlPu': ['blue', 'purple'],
  'continuous-YlBl': ['super-light-yellow', 'dark-blue'],
  'continuous-blues': ['panel-bg', 'dark-blue'],
  'continuous-reds': ['panel-bg', 'dark-red'],
  'continuous-greens': ['panel-bg', 'dark-green'],
  'continuous-purples': ['panel-bg', 'dark-purple'],
}

const ramps: Readonly<Record<string, (share: number) => string>> = {
  'continuous-viridis': interpolateViridis,
  'continuous-magma': interpolateMagma,
  'continuous-plasma': interpolatePlasma,
  'continuous-inferno': interpolateInferno,
  'continuous-cividis': interpolateCividis,
}

/** The scale of a colour mode; undefined where the mode is no scale. */
export function continuousScale(mode: string, theme: Theme): ContinuousScale | undefined {
  const ramp = Object.hasOwn(ramps, mode) ? ramps[mode] : undefined
  if (ramp) return { at: ramp, first: ramp(0), last: ramp(1) }
  const names = Object.hasOwn(between, mode) ? between[mode] : undefined
  if (!names) return undefined
  const colors = names.map((name) => colorByName(name, theme))
  const [first = '', last = ''] = [colors[0], colors.at(-1)]
  return { at: interpolateRgbBasis(colors), first, last }
}

/** The shade of a colour that the series at a place gets: in turn lighter and darker ones. */
export function shadeOf(base: string, index: number): string {
  const place = index % 11
  if (place === 0) return base
  const step = Math.ceil(place / 2) / 6
  const isLighter = place % 2 === 1
  const spun = tinycolor(base).spin((isLighter ? step : -step) * 10)
  return (isLighter ? spun.brighten(step * 35) : spun.darken(step * 35)).toHexString()
}
