/** How long a server waits for who sends little by little. */
export interface Patience {
  /** Milliseconds until the head of a request is there. */
  readonly head: number
  /** Milliseconds until all of it is there. */
  readonly request: number
  /** Milliseconds without a byte in either direction. */
  readonly silence: number
}

export const defaultPatience: Patience = { head: 10_000, request: 30_000, silence: 60_000 }

/** What fastify is told of it, so that nobody holds a connection by sending it a byte now and then. */
export const patienceOptions = ({ head, request, silence }: Patience) => ({
  requestTimeout: request,
  connectionTimeout: silence,
  http: { headersTimeout: head, connectionsCheckingInterval: Math.min(1000, head) },
})
