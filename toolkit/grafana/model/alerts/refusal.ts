/** What Grafana says where it refuses an expression or cannot evaluate it; the model gives it back as data. */
export class Refusal extends Error {}

/** What a step gives, or the text of its refusal. */
export function orRefused<T>(step: () => T): T | { readonly refused: string } {
  try {
    return step()
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message }
    throw error
  }
}
