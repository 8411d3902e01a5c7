import * as v from 'valibot'
import { SightlineError } from './sightline-error.ts'

/**
 * Reads what another system answered.
 *
 * @throws SightlineError naming what is not as documented
 */
export function readAnswer<T>(
  schema: v.GenericSchema<unknown, T>,
  answer: unknown,
  { system, place, next }: { readonly system: string; readonly place: string; readonly next: string },
): T {
  const parsed = v.safeParse(schema, answer, { abortEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new SightlineError({
    code: 'undocumented-answer',
    what: `The answer of ${system} is not as documented.`,
    value: `${place}, ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`,
    next,
  })
}
