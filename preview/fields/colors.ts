/** Grafana's hues, each from dark to super light. */
const hues: Readonly<
  Record<string, readonly [dark: string, semiDark: string, plain: string, light: string, superLight: string]>
> = {
  red: ['#c4162a', '#e02f44', '#f2495c', '#ff7383', '#ffa6b0'],
  orange: ['#fa6400', '#ff780a', '#ff9830', '#ffb357', '#ffcb7d'],
  yellow: ['#e0b400', '#f2cc0c', '#fade2a', '#ffee52', '#fff899'],
  green: ['#37872d', '#56a64b', '#73bf69', '#96d98d', '#c8f2c2'],
  blue: ['#1f60c4', '#3274d9', '#5794f2', '#8ab8ff', '#c0d8ff'],
  purple: ['#8f3bb8', '#a352cc', '#b877d9', '#ca95e5', '#deb6f2'],
}

const shades = ['dark-', 'semi-dark-', '', 'light-', 'super-light-']

export type Theme = 'light' | 'dark'

/** A colour of Grafana's by its name, in a theme; other colours as they are. Names are a shade darker on a light ground. */
export function colorOf(name: string, theme: Theme): string {
  if (name === 'text') return theme === 'dark' ? '#d5d9e2' : '#24292e'
  if (name === 'transparent') return 'rgba(0, 0, 0, 0)'
  const [, shade = '', hue = ''] = /^((?:semi-dark|super-light|dark|light)-)?(\w+)$/.exec(name) ?? []
  const place = shades.indexOf(shade)
  const found = hues[hue]
  if (!found || place < 0) return name
  return found[theme === 'light' && place === 2 ? 1 : place] ?? name
}

/** The colours that series get one after another. */
const palette = [
  'green',
  'yellow',
  'blue',
  'orange',
  'red',
  'purple',
  'semi-dark-green',
  'semi-dark-yellow',
  'light-blue',
  'dark-orange',
  'light-red',
  'dark-purple',
]

export const paletteColor = (index: number, theme: Theme): string =>
  colorOf(palette[index % palette.length] ?? 'green', theme)

/** A colour that lets through what is behind it. */
export function withOpacity(color: string, opacity: number): string {
  const [, hex] = /^#([0-9a-f]{6})$/i.exec(color) ?? []
  if (hex === undefined) return color
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`
}
