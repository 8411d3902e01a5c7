import { FrameError } from './frame-error.ts'
import { storageOf } from './postgres-types.ts'
import type { StatementResult } from './read-results.ts'
import type { Storage } from './server-frame.ts'

/**
 * Refuses the rows of a later SELECT that are of other types than those of the first, as Grafana does; a NULL fits all.
 *
 * @throws FrameError naming both types as Go has them
 */
export function requireSameTypes([first, ...others]: readonly StatementResult[]): void {
  for (const { columns, rows } of others) {
    const wrong = columns.map(
      ({ typeId }, index) => storageOf(typeId) !== storageOf(first?.columns[index]?.typeId ?? typeId),
    )
    for (const row of rows) {
      const index = row.findIndex((text, at) => text !== null && wrong[at])
      if (index < 0) continue
      const [found, wanted] = [columns[index], first?.columns[index]].map(goType)
      throw new FrameError(`interface conversion: interface {} is ${found}, not ${wanted}`)
    }
  }
}

const goType = (column: { readonly typeId: number } | undefined): string =>
  `*${goTypes[storageOf(column?.typeId ?? 0)]}`

const goTypes: Readonly<Record<Storage, string>> = {
  int16: 'int16',
  int32: 'int32',
  int64: 'int64',
  float64: 'float64',
  string: 'string',
  bool: 'bool',
  time: 'time.Time',
  json: 'json.RawMessage',
}
