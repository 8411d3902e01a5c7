/** The types of columns, as Postgres names them; the tables that have them are defined with `sightline`. */
export {
  bigint,
  boolean,
  bytea,
  char,
  date,
  doublePrecision,
  integer,
  json,
  jsonb,
  numeric,
  real,
  smallint,
  text,
  time,
  timestamp,
  timestamptz,
  uuid,
  varchar,
} from './column-types.ts'
export { column, extensionType } from './other-types.ts'
export { compositeType, domain, enumType } from './user-types.ts'
