/** Why a whole request is refused, with the status of HTTP that says so. */
export class RequestRefused extends Error {
  readonly statusCode: number

  constructor(statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}
