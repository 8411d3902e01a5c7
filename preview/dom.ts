type Child = Node | string | false | null | undefined

type Attribute = string | number | boolean | undefined | ((event: Event) => void)

/** Attributes by their names; a function listens to the event that its name tells, as in `onclick`. */
export type Attributes = Readonly<Record<string, Attribute>>

/**
 * An element with attributes and children; text is text, never markup.
 *
 * @example element('button', { type: 'button', onclick: close }, 'Close')
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children)
}

/** An element of a drawing. */
export function drawing<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)
}

function filled<E extends Element>(target: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') target.addEventListener(name.slice('on'.length), value)
    else if (value !== undefined && value !== false)
      target.setAttribute(name, value === true ? '' : String(value))
  }
  target.append(...children.filter((child) => child !== null && child !== undefined && child !== false))
  return target
}

/** A small picture that says nothing to a screen reader. */
export function icon(path: string): SVGSVGElement {
  return drawing(
    'svg',
    { viewBox: '0 0 16 16', class: 'icon', 'aria-hidden': 'true' },
    drawing('path', { d: path }),
  )
}

let numbered = 0

/** An id that no other element has. */
export const freshId = (name: string): string => `${name}-${++numbered}`
