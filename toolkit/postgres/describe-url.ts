const hidden = '(its text is not shown, it may hold a password)'

/**
 * The address of a database as it may be printed: without the password and without parameters. Of what is not surely
 * an address nothing is shown: a password may stand anywhere in it.
 */
export function describeUrl(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) return hidden
  const { protocol, username, host, pathname, search, hash } = new URL(url)
  // With a slash, ? or # that is not written as a % sign, a part of the password is taken for what follows the host.
  if (/@|%40/i.test(pathname + search + hash)) return hidden
  return `${protocol}//${username === '' ? '' : `${username}@`}${host}${pathname}`
}
