import tinycolor from 'tinycolor2'

/** A colour that lets through what is behind it. */
export const withOpacity = (color: string, opacity: number): string =>
  tinycolor(color).setAlpha(opacity).toRgbString()
