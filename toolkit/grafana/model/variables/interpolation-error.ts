/** A reference to a variable at which Grafana's page stops, or whose value only Grafana knows. */
export class InterpolationError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'InterpolationError'
  }
}
