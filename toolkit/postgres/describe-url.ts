/** The address of a database as it may be printed: without the password and without parameters. */
export function describeUrl(url: string): string {
  if (!URL.canParse(url)) return '(its text is not shown, it may hold a password)'
  const { protocol, username, host, pathname } = new URL(url)
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`
}
