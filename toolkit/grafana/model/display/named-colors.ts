import tinycolor from 'tinycolor2'

export type Theme = 'light' | 'dark'

/** The colour of what has none. */
export const fallbackColor = '#808080'

const shades = ['super-light-', 'light-', '', 'semi-dark-', 'dark-']

/** Grafana's hues from light to dark: those of the dark theme first, and one more for the light theme, which begins a step later. */
const hues: Readonly<Record<string, readonly string[]>> = {
  red: ['#FFA6B0', '#FF7383', '#F2495C', '#E02F44', '#C4162A', '#AD0317'],
  orange: ['#FFCB7D', '#FFB357', '#FF9830', '#FF780A', '#FA6400', '#E55400'],
  yellow: ['#FFF899', '#FFEE52', '#FADE2A', '#F2CC0C', '#E0B400', '#CC9D00'],
  green: ['#C8F2C2', '#96D98D', '#73BF69', '#56A64B', '#37872D', '#19730E'],
  blue: ['#C0D8FF', '#8AB8FF', '#5794F2', '#3274D9', '#1F60C4', '#1250B0'],
  purple: ['#DEB6F2', '#CA95E5', '#B877D9', '#A352CC', '#8F3BB8', '#7C2EA3'],
}

const ownNames: Readonly<Record<Theme, Readonly<Record<string, string>>>> = {
  dark: { transparent: 'rgba(0,0,0,0)', 'panel-bg': '#181b1f', text: 'rgb(204, 204, 220)' },
  light: { transparent: 'rgba(255, 255, 255, 0)', 'panel-bg': '#FFFFFF', text: 'rgba(36, 41, 46, 1)' },
}

function namedColors(theme: Theme): ReadonlyMap<string, string> {
  const first = theme === 'dark' ? 0 : 1
  const shaded = Object.entries(hues).flatMap(([hue, colors]) =>
    shades.map((shade, index) => [shade + hue, colors[first + index] ?? fallbackColor] as const),
  )
  return new Map([...shaded, ...Object.entries(ownNames[theme])])
}

const byName: Readonly<Record<Theme, ReadonlyMap<string, string>>> = {
  dark: namedColors('dark'),
  light: namedColors('light'),
}

/** A colour by the name that Grafana or CSS has for it; other texts are colours already. */
export function colorByName(name: string | undefined, theme: Theme): string {
  if (!name) return fallbackColor
  const own = byName[theme].get(name)
  if (own !== undefined || name.startsWith('#') || name.includes('rgb')) return own ?? name
  const isNative = Object.hasOwn(tinycolor.names, name.toLowerCase())
  return isNative ? tinycolor(name).toHexString() : name
}
