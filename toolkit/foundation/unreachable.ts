/**
 * For the case that is left when all are handled: a new kind does not compile until it is handled too.
 *
 * @example default: return unreachable(backend.type)
 */
export function unreachable(value: never): never {
  throw new Error(`This case is not handled: ${JSON.stringify(value)}.`)
}
