/** What is asked before a project is written. */
export interface NewProject {
  /** As its package is called: lower case, digits and hyphens. */
  readonly name: string
  readonly email: string
  /** Whether CDK for Terraform deploys it. */
  readonly cdktf: boolean
  /** The version of sightline that it depends on. */
  readonly sightline: string
}

/** A name that a package, a folder and a uid can have, made of what somebody calls the project. */
export function projectName(text: string): string {
  const name = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  return /^[a-z]/.test(name) ? name : `analytics${name === '' ? '' : `-${name}`}`
}
