import { source } from 'sightline'
import {
  bigint,
  boolean,
  bytea,
  char,
  column,
  compositeType,
  date,
  domain,
  doublePrecision,
  enumType,
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
} from 'sightline/columns'
import type { Prover } from 'sightline/engine'
import { factory, given, type Proof, proofs } from 'sightline/proofs'
import { beforeAll, expect, it } from 'vitest'
import { proverOf } from '../support/prover.ts'

const mood = enumType('mood', ['calm', 'busy'])
const percent = domain('percent', integer(), { check: 'value between 0 and 100' })
const place = compositeType('place', { street: text(), number: integer() })

const all = source('all_types', {
  description: 'A column of each type.',
  columns: {
    a_text: text(),
    a_varchar: varchar(40),
    a_char: char(3),
    an_id: uuid().primaryKey(),
    a_flag: boolean(),
    a_small: smallint(),
    an_integer: integer(),
    a_bigint: bigint(),
    a_numeric: numeric(12, 2),
    a_real: real(),
    a_double: doublePrecision(),
    a_day: date(),
    a_moment: timestamptz(3),
    a_wall_clock: timestamp('Europe/Oslo'),
    a_time: time(),
    some_bytes: bytea(),
    a_json: json<object>(),
    a_jsonb: jsonb<object>(),
    a_list: text().array(),
    a_mood: mood(),
    a_percent: percent(),
    a_place: place(),
    some_money: column('money'),
    a_document: column('xml'),
    an_address: column('inet'),
    a_network: column('cidr'),
    a_card: column('macaddr'),
    a_longer_card: column('macaddr8'),
    words: column('tsvector'),
    a_search: column('tsquery'),
    a_path: column('jsonpath'),
    a_position: column('pg_lsn'),
    a_name: column('name'),
    a_letter: column('"char"'),
    a_range: column('int4range'),
    a_span: column('tstzrange'),
    some_ranges: column('datemultirange'),
    a_point: column('point'),
    a_line: column('line'),
    a_segment: column('lseg'),
    a_box: column('box'),
    a_way: column('path'),
    a_polygon: column('polygon'),
    a_circle: column('circle'),
    a_bit: column('bit(3)'),
    some_bits: column('bit varying'),
    a_zoned_time: column('time with time zone'),
    a_wait: column('interval'),
  },
})
const row = factory(all)
let prover: Prover

beforeAll(async () => {
  prover = await proverOf([all])
})

const holds = async (proof: Proof) =>
  expect(await prover.run(proofs({ now: '2026-03-15T12:00:00Z' }, { it: proof }), 'it')).toMatchObject({
    mismatches: [],
    problem: undefined,
  })

it('a column of any type of Postgres has a default, and so have enums, domains, composites and lists', () =>
  holds(
    given(row(), row()).view(all, [
      {
        a_text: 'a_text',
        a_mood: 'calm',
        a_percent: 0,
        a_list: [],
        a_day: '2026-03-15',
        a_bit: '000',
        a_range: 'empty',
      },
      { an_id: '00000000-0000-4000-8000-000000000002' },
    ]),
  ))

it('what JSON cannot say is given as it is: bytes, and numbers that are none', () =>
  holds(
    given(row({ some_bytes: new Uint8Array([1, 255]), a_double: Number.NaN, a_numeric: Number.NaN })).view(
      all,
      [{ some_bytes: new Uint8Array([1, 255]), a_double: Number.NaN, a_numeric: Number.NaN }],
    ),
  ))

it('objects are the same whatever the order of their keys', () =>
  holds(
    given(row({ a_jsonb: { longer: [1, { b: 2, a: 1 }], a: null }, a_list: ['x', 'y'] })).view(all, [
      { a_jsonb: { a: null, longer: [1, { a: 1, b: 2 }] }, a_list: ['x', 'y'] },
    ]),
  ))

it.each([
  ["status in ('placed', 'paid')", 'placed'],
  ["(status = ANY (ARRAY['placed'::text, 'paid'::text]))", 'placed'],
  [
    "((status)::text = ANY ((ARRAY['it''s paid'::character varying, 'no'::character varying])::text[]))",
    "it's paid",
  ],
])('a column with the check %s takes the first of its list', async (check, status) => {
  const checked = source('checked', {
    description: 'A list.',
    columns: { id: integer().primaryKey(), status: text().check(check) },
  })
  const prover = await proverOf([checked])
  const cases = proofs(
    { now: '2026-03-15T12:00:00Z' },
    { it: given(factory(checked)()).view(checked, [{ status }]) },
  )
  expect(await prover.run(cases, 'it')).toMatchObject({ passed: true, problem: undefined })
})
