/**
 * Whether the connection that a row names by `pid` and `backend_start` still is; when it began is shown only to those
 * who may see it.
 */
export const isAlive = (row: string): string => `exists (
    select from pg_stat_activity a
    where a.pid = ${row}.pid and (a.backend_start is null or a.backend_start = ${row}.backend_start)
  )`

/** What a row says of the connection that writes it. */
export const thisConnection =
  '(select pid, backend_start from pg_stat_activity where pid = pg_backend_pid()) me'
