/** What Grafana says where it has nothing of a name, which is what a person then sees in place of the panel. */
export class NotFound extends Error {
  readonly id: string

  constructor(id: string, known: readonly string[]) {
    super(`"${id}" not found in: ${known.join(',')}`)
    this.name = 'NotFound'
    this.id = id
  }
}
