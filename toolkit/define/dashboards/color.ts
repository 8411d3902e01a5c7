type Hue = 'red' | 'orange' | 'yellow' | 'green' | 'blue' | 'purple'
type Shade = 'dark' | 'semi-dark' | 'light' | 'super-light'

/** A colour of Grafana's palette, or a hex value. */
export type Color = Hue | `${Shade}-${Hue}` | 'text' | 'transparent' | `#${string}`
