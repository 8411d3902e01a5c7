import tinycolor from 'tinycolor2'
import { colorByName, type Theme } from './named-colors.ts'

/** The colours that series get one after another. */
const classicPalette = [
  'green',
  'semi-dark-yellow',
  'blue',
  'orange',
  'red',
  'purple',
  'dark-green',
  'dark-yellow',
  'dark-blue',
  'dark-orange',
  'dark-red',
  'dark-purple',
  'super-light-green',
  'super-light-yellow',
  'super-light-blue',
  'super-light-orange',
  'super-light-red',
  'super-light-purple',
  '#447EBC',
  '#C15C17',
  '#890F02',
  '#0A437C',
  '#6D1F62',
  '#584477',
  '#B7DBAB',
  '#F4D598',
  '#70DBED',
  '#F9BA8F',
  '#F29191',
  '#82B5D8',
  '#E5A8E2',
  '#AEA2E0',
  '#629E51',
  '#E5AC0E',
  '#64B0C8',
  '#E0752D',
  '#BF1B00',
  '#0A50A1',
  '#962D82',
  '#614D93',
  '#9AC48A',
  '#F2C96D',
  '#65C5DB',
  '#F9934E',
  '#EA6460',
  '#5195CE',
  '#D683CE',
  '#806EB7',
  '#3F6833',
  '#967302',
  '#2F575E',
  '#99440A',
  '#58140C',
  '#052B51',
  '#511749',
  '#3F2B5B',
  '#E0F9D7',
  '#FCEACA',
  '#CFFAFF',
  '#F9E2D2',
  '#FCE2DE',
  '#BADFF4',
  '#F9D9F9',
  '#DEDAF7',
]

/** The colour of the series at a place. */
export const paletteColor = (index: number, theme: Theme): string =>
  colorByName(classicPalette[index % classicPalette.length], theme)

const leastContrast = 3

/** The colour that a series has by its name: one of those that stand out from the ground. */
export function paletteColorByName(name: string, theme: Theme): string {
  const ground = colorByName('panel-bg', theme)
  const readable = classicPalette
    .map((color) => colorByName(color, theme))
    .filter((color) => tinycolor.readability(color, ground) >= leastContrast)
  return readable[hash(name) % readable.length] ?? colorByName(classicPalette[0], theme)
}

/** The hash that Grafana takes of a name. */
function hash(text: string): number {
  let result = 5381
  for (let index = text.length - 1; index >= 0; index--) result = (result * 33) ^ text.charCodeAt(index)
  return result >>> 0
}
