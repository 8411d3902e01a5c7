import type { SteppedUnit } from './si-units.ts'

/** Units with the prefixes of powers of 1024. */
export const binaryUnits: Readonly<Record<string, SteppedUnit>> = {
  bytes: ['B', 0],
  bits: ['b', 0],
  kbytes: ['B', 1],
  mbytes: ['B', 2],
  gbytes: ['B', 3],
  tbytes: ['B', 4],
  pbytes: ['B', 5],
  binBps: ['B/s', 0],
  binbps: ['b/s', 0],
  KiBs: ['B/s', 1],
  Kibits: ['b/s', 1],
  MiBs: ['B/s', 2],
  Mibits: ['b/s', 2],
  GiBs: ['B/s', 3],
  Gibits: ['b/s', 3],
  TiBs: ['B/s', 4],
  Tibits: ['b/s', 4],
  PiBs: ['B/s', 5],
  Pibits: ['b/s', 5],
}
