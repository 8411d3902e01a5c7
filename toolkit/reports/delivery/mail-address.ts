/**
 * Whether a text is one address and nothing else: a list, a name or a line break would take a mail to somebody else too.
 *
 * @example isMailAddress('ada@example.com') // true
 * @example isMailAddress('ada@example.com, eve@example.com') // false
 */
export const isMailAddress = (text: string): boolean =>
  /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()\\,;"\p{C}]+$/u.test(text)
