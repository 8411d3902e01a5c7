import { SightlineError } from '../foundation/sightline-error.ts'
import type { GitHub } from './github.ts'

/**
 * Refuses what would send the token elsewhere, or show it in a message of the HTTP client.
 *
 * @throws SightlineError that never holds the token
 */
export function requireGitHub({ api, repository, token }: GitHub): void {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new SightlineError({
      code: 'invalid-github-token',
      what: 'The token for GitHub has characters that no token has.',
      next: 'Copy it into GITHUB_TOKEN again: it is one line of letters, digits and underscores.',
    })
  }
  const parts = repository.split('/')
  if (parts.length !== 2 || !parts.every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part))) {
    throw new SightlineError({
      code: 'invalid-repository-name',
      what: 'This is not the name of a repository on GitHub.',
      value: repository,
      next: 'Set GITHUB_REPOSITORY to owner/name.',
    })
  }
  if (isAddress(api)) return
  throw new SightlineError({
    code: 'invalid-github-address',
    what: 'This is not the address of a GitHub.',
    next: 'Leave out GITHUB_API_URL, or set it to https://api.github.com or that of an own server.',
  })
}

/** Without a user and a password, which would stand in errors. */
function isAddress(api: string): boolean {
  if (!URL.canParse(api)) return false
  const { protocol, username, password } = new URL(api)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}
