/** Encodes a part of an address as RFC 3986 asks, also `!'()*`. */
export const encodePart = (text: string): string => encodeMarks(encodeURIComponent(text))

/** Encodes an address, leaving what has a meaning in it, but for `!'()*`. */
export const encodeAddress = (text: string): string => encodeMarks(encodeURI(text))

/** Encodes a value of a query string as Grafana's addresses have it: `@:$,;` stay. */
export const encodeParameter = (text: string): string =>
  encodePart(text)
    .replaceAll('%40', '@')
    .replaceAll('%3A', ':')
    .replaceAll('%24', '$')
    .replaceAll('%2C', ',')
    .replaceAll('%3B', ';')

const encodeMarks = (text: string): string =>
  text.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
