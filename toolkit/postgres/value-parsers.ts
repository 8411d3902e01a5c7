import pg from 'pg'
import { parse as parseArray } from 'postgres-array'

const { builtins } = pg.types

/** Reads the text of a value. */
export type ParseValue = (text: string) => unknown

/** A text stays a text. */
const asWritten: ParseValue = (text) => text

/**
 * How values arrive: exact numbers as numbers, a date as its midnight in UTC. What JavaScript has no word for stays as
 * Postgres writes it: a clock without a zone is no moment, and a length of time is no number.
 */
const scalars = new Map<number, ParseValue>([
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
  [builtins.DATE, (text) => new Date(`${text}T00:00:00Z`)],
  [builtins.TIMESTAMP, asWritten],
  [builtins.INTERVAL, asWritten],
  [600, asWritten], // point
  [718, asWritten], // circle
])

/** The array types of Postgres, and what their elements are. */
const arrays = new Map<number, number>([
  [199, 114],
  [629, 628],
  [651, 650],
  [719, 718],
  [775, 774],
  [791, 790],
  [1000, 16],
  [1001, 17],
  [1002, 18],
  [1003, 19],
  [1005, 21],
  [1007, 23],
  [1009, 25],
  [1014, 1042],
  [1015, 1043],
  [1016, 20],
  [1017, 600],
  [1018, 601],
  [1019, 602],
  [1021, 700],
  [1022, 701],
  [1027, 604],
  [1028, 26],
  [1040, 829],
  [1041, 869],
  [1115, 1114],
  [1182, 1082],
  [1183, 1083],
  [1185, 1184],
  [1187, 1186],
  [1231, 1700],
  [1270, 1266],
  [143, 142],
  [1561, 1560],
  [1563, 1562],
  [2951, 2950],
  [3221, 3220],
  [3643, 3614],
  [3645, 3615],
  [3807, 3802],
  [3905, 3904],
  [3907, 3906],
  [3909, 3908],
  [3911, 3910],
  [3913, 3912],
  [3927, 3926],
  [4073, 4072],
  [6150, 4451],
  [6151, 4532],
  [6152, 4533],
  [6153, 4534],
  [6155, 4535],
  [6157, 4536],
])

/** Boxes are the one type whose lists have semicolons between them. */
const boxArray = 1020

/** How a value of a type is read from its text. */
export function valueParser(oid: number): ParseValue {
  const element = arrays.get(oid)
  if (element !== undefined) return arrayParser(valueParser(element))
  if (oid === boxArray) return (text) => (text === '{}' ? [] : text.slice(1, -1).split(';'))
  return scalars.get(oid) ?? pg.types.getTypeParser(oid, 'text')
}

/** Reads a list by what reads its elements. */
export const arrayParser =
  (element: ParseValue): ParseValue =>
  (text) =>
    parseArray(text, element)
