/** The token of a request: as a bearer, or as the password that a browser asks for. */
export function requestToken(authorization: string | undefined): string | undefined {
  const [, scheme = '', rest = ''] = /^(\w+) (\S+)$/.exec(authorization ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return rest
  if (scheme.toLowerCase() !== 'basic') return undefined
  const text = Buffer.from(rest, 'base64').toString()
  return text.slice(text.indexOf(':') + 1)
}
