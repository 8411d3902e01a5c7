/** A repository on GitHub, and the right to write to it. */
export interface GitHub {
  /** `https://api.github.com`, or that of an own server. */
  readonly api: string
  /** `owner/name`. */
  readonly repository: string
  readonly token: string
}
