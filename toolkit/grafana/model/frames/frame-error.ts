/** A result that the data source refuses, in Grafana's words. */
export class FrameError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'FrameError'
  }
}
