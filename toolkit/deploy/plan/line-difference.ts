import { diffLines } from 'diff'

/** The lines that two texts do not share, in order: `-` before those of the first, `+` before those of the second. */
export function lineDifference(before: string, after: string): string[] {
  return diffLines(`${before}\n`, `${after}\n`)
    .filter(({ added, removed }) => added || removed)
    .flatMap(({ added, value }) =>
      value
        .trimEnd()
        .split('\n')
        .map((line) => `${added ? '+' : '-'} ${line}`),
    )
}
