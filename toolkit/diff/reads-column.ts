import type { Side } from './read-side.ts'

/** Whether a query or a view reads a column such as `orders.discount`, also by way of views. */
export const readsColumn = ({ lineage }: Side, reader: string, column: string): boolean =>
  lineage
    .reach(reader, 'upstream')
    .some(({ relation, columns }) => columns.some((name) => `${relation}.${name}` === column))
