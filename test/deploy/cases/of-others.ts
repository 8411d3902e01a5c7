import { type Definition, source, table } from 'sightline'
import { integer, text } from 'sightline/columns'
import type { Major } from '../../support/postgres-major.ts'
import { functionOf, storedOf, viewOf } from '../support/small-shop.ts'

/** Something that somebody else made and lets nobody use, and what of a release uses it. */
export interface OthersCase {
  readonly title: string
  /** The first major of Postgres that has it. */
  readonly since?: Major
  /** What is there, in the schema `util`, in which nobody else may look anything up. */
  readonly there: readonly string[]
  readonly definitions?: readonly Definition[]
  readonly query: string
  /** What a deploy gives the reader of it. */
  readonly gives: readonly string[]
}

/** Each has a schema of its own in the place of `util`. */
type CaseIn = (util: string) => OthersCase

const description = 'For a test.'
const usage = (util: string) => `grant usage on schema ${util} to reader`
const call = (what: string) => `grant execute on function ${what} to reader`
const twice = (util: string) => [
  `create function ${util}.twice(n integer) returns integer language plpgsql as 'begin return n * 2; end'`,
  `revoke execute on function ${util}.twice from public`,
]

const cases: readonly CaseIn[] = [
  (util) => ({
    title: 'a function that a panel calls',
    there: twice(util),
    query: `select ${util}.twice(quantity) as two from orders`,
    gives: [usage(util), call(`${util}.twice(integer)`)],
  }),
  (util) => ({
    title: 'a function that everybody may call, in a schema that nobody may use',
    there: [`create function ${util}.one() returns integer language sql as 'select 1'`],
    query: `select ${util}.one() as one`,
    gives: [usage(util)],
  }),
  (util) => ({
    title: 'a function that a view calls',
    there: twice(util),
    definitions: [
      viewOf(
        `shop.${util}_doubled`,
        'order_id',
        `select order_id, ${util}.twice(quantity) as two from orders`,
      ),
      viewOf(`shop.${util}_most`, '', `select max(two) as two from shop.${util}_doubled`),
    ],
    query: `select two from shop.${util}_most`,
    gives: [call(`${util}.twice(integer)`)],
  }),
  (util) => ({
    title: 'a function that the view of somebody calls',
    there: [
      ...twice(util),
      `create view ${util}.doubled as select order_id, ${util}.twice(quantity) as two from orders`,
    ],
    definitions: [
      source(`${util}.doubled`, { description, columns: { order_id: integer(), two: integer() } }),
    ],
    query: `select two from ${util}.doubled`,
    gives: [usage(util), call(`${util}.twice(integer)`), `grant select (two) on ${util}.doubled to reader`],
  }),
  (util) => ({
    title: 'a function that a function of the release calls',
    there: twice(util),
    definitions: [
      functionOf(`shop.${util}_four`, '(n integer)', 'integer', `select ${util}.twice(${util}.twice(n))`),
    ],
    query: `select shop.${util}_four(quantity) as four from orders`,
    gives: [usage(util), call(`${util}.twice(integer)`)],
  }),
  (util) => ({
    title: 'a function that another one of theirs calls',
    there: [
      ...twice(util),
      `create function ${util}.four(n integer) returns integer language plpgsql as 'begin return ${util}.twice(${util}.twice(n)); end'`,
    ],
    query: `select ${util}.four(quantity) as four from orders`,
    gives: [usage(util), call(`${util}.twice(integer)`)],
  }),
  (util) => ({
    title: 'a table that a function of theirs reads',
    there: [
      `create table ${util}.rates (country text, rate integer, secret text)`,
      `create function ${util}.rate() returns integer language sql as 'select max(rate) from ${util}.rates'`,
    ],
    query: `select ${util}.rate() as rate`,
    gives: [usage(util), `grant select (rate) on ${util}.rates to reader`],
  }),
  (util) => ({
    title: 'a function that reads as its owner',
    there: [
      `create table ${util}.rates (country text, rate integer, secret text)`,
      `create function ${util}.rate() returns integer language sql security definer as 'select max(rate) from ${util}.rates'`,
      `revoke execute on function ${util}.rate from public`,
    ],
    query: `select ${util}.rate() as rate`,
    gives: [usage(util), call(`${util}.rate()`)],
  }),
  (util) => ({
    title: 'a type that a panel casts to',
    there: [`create type ${util}.mood as enum ('glad', 'sad')`],
    query: `select 'glad'::${util}.mood as mood`,
    gives: [usage(util)],
  }),
  (util) => ({
    title: 'a composite type, and an array of it',
    there: [`create type ${util}.point as (x integer, y integer)`],
    query: `select (row(1, 2)::${util}.point).x as x, null::${util}.point[] as many`,
    gives: [usage(util)],
  }),
  (util) => ({
    title: 'a domain whose check calls a function',
    there: [
      `create function ${util}.is_code(one text) returns boolean language plpgsql as 'begin return length(one) = 2; end'`,
      `revoke execute on function ${util}.is_code from public`,
      `create domain ${util}.code as text check (${util}.is_code(value))`,
      `create domain ${util}.country as ${util}.code`,
    ],
    query: `select cast('NO' as ${util}.country) as country`,
    gives: [usage(util), call(`${util}.is_code(text)`)],
  }),
  (util) => ({
    title: 'an operator',
    there: [
      `create function ${util}.alike(a text, b text) returns boolean language plpgsql as 'begin return lower(a) = lower(b); end'`,
      `revoke execute on function ${util}.alike from public`,
      `create operator ${util}.=~= (leftarg = text, rightarg = text, function = ${util}.alike)`,
    ],
    query: `select name from customers where name operator(${util}.=~=) 'x'`,
    gives: [usage(util), call(`${util}.alike(text, text)`)],
  }),
  (util) => ({
    title: 'a cast',
    there: [
      `create type ${util}.money as (cents integer)`,
      `create function ${util}.money_of(n integer) returns ${util}.money language plpgsql as 'begin return row(n * 100); end'`,
      `revoke execute on function ${util}.money_of from public`,
      `create cast (integer as ${util}.money) with function ${util}.money_of(integer)`,
    ],
    query: `select (quantity::${util}.money).cents as cents from orders`,
    gives: [usage(util), call(`${util}.money_of(integer)`)],
  }),
  (util) => ({
    title: 'an aggregate',
    there: [
      `create aggregate ${util}.total(integer) (sfunc = int4pl, stype = integer, initcond = 0)`,
      `revoke execute on function ${util}.total from public`,
    ],
    query: `select ${util}.total(quantity) as total from orders`,
    gives: [usage(util), call(`${util}.total(integer)`)],
  }),
  (util) => ({
    title: 'a function that gives rows',
    there: [
      `create function ${util}.days(n integer, variadic more text[]) returns table (day integer) language plpgsql as 'begin return query select * from generate_series(1, n); end'`,
      `revoke execute on function ${util}.days from public`,
    ],
    query: `select d.day from ${util}.days(3, 'a', 'b') as d`,
    gives: [usage(util), call(`${util}.days(integer, text[])`)],
  }),
  (util) => ({
    title: 'a collation',
    there: [`create collation ${util}.plain (provider = libc, locale = 'C')`],
    query: `select name from customers order by name collate ${util}.plain`,
    gives: [usage(util)],
  }),
  (util) => ({
    title: 'what is looked up by its name',
    there: [`create table ${util}.log (n integer)`],
    query: `select '${util}.log'::regclass::oid::text as log`,
    gives: [usage(util)],
  }),
  (util) => ({
    title: 'a table whose size is asked for',
    there: [`create table ${util}.log (n integer)`],
    query: `select pg_total_relation_size('${util}.log') as size, '${util}.nothing' as label`,
    gives: [usage(util)],
  }),
  (util) => ({
    title: 'a label that is the name of a table by chance',
    there: [`create table ${util}.log (n integer)`],
    query: `select '${util}.log' as label`,
    gives: [],
  }),
  (util) => ({
    title: 'a configuration of text search',
    there: [`create text search configuration ${util}.plain (copy = simple)`],
    query: `select to_tsvector('${util}.plain', name)::text as words from customers`,
    gives: [usage(util)],
  }),
  () => ({
    title: 'things whose names have to be quoted',
    there: [
      'create schema "Util, Ltd."',
      'create type "Util, Ltd."."A b" as enum (\'x\')',
      `create function "Util, Ltd."."Say ""it""?"("A b" "Util, Ltd."."A b") returns text language plpgsql as 'begin return 1; end'`,
      'revoke execute on function "Util, Ltd."."Say ""it""?" from public',
    ],
    query: `select "Util, Ltd."."Say ""it""?"('x') as said`,
    gives: [
      'grant usage on schema "Util, Ltd." to reader',
      'grant execute on function "Util, Ltd."."Say ""it""?"("Util, Ltd."."A b") to reader',
    ],
  }),
  (util) => ({
    title: 'a policy that calls a function',
    there: [
      ...twice(util),
      `create table ${util}.mine (n integer)`,
      `alter table ${util}.mine enable row level security`,
      `create policy all_of_them on ${util}.mine using (${util}.twice(n) > 0)`,
    ],
    definitions: [source(`${util}.mine`, { description, columns: { n: integer() } })],
    query: `select n from ${util}.mine`,
    gives: [usage(util), call(`${util}.twice(integer)`), `grant select (n) on ${util}.mine to reader`],
  }),
  (util) => ({
    title: 'what is below a view that reads with the rights of who reads it',
    since: 15,
    there: [
      ...twice(util),
      `create table ${util}.base (n integer, secret text)`,
      `create view ${util}.shown with (security_invoker) as select ${util}.twice(n) as two from ${util}.base`,
    ],
    definitions: [source(`${util}.shown`, { description, columns: { two: integer() } })],
    query: `select two from ${util}.shown`,
    gives: [
      usage(util),
      call(`${util}.twice(integer)`),
      `grant select (two) on ${util}.shown to reader`,
      `grant select (n) on ${util}.base to reader`,
    ],
  }),
  (util) => ({
    title: 'what is below a view of the release that reads with the rights of who reads it',
    since: 15,
    there: [`create table ${util}.base (n integer, secret text)`],
    definitions: [
      source(`${util}.base`, { description, columns: { n: integer() } }),
      viewOf(`shop.${util}_below`, '', `select n from ${util}.base`, { with: ['security_invoker=true'] }),
      viewOf(`shop.${util}_above`, '', `select n from shop.${util}_below`, { with: ['security_invoker=on'] }),
    ],
    query: `select n from shop.${util}_above`,
    gives: [usage(util), `grant select (n) on ${util}.base to reader`],
  }),
  (util) => ({
    title: 'a function by which rows are stored, which the reader needs nothing for',
    there: twice(util),
    definitions: [
      storedOf(
        `shop.${util}_doubled`,
        'order_id',
        `select order_id, ${util}.twice(quantity) as two from orders`,
      ),
    ],
    query: `select two from shop.${util}_doubled`,
    gives: [],
  }),
  (util) => ({
    title: 'a function that gives the default of a table, which the reader needs nothing for',
    there: twice(util),
    definitions: [
      table(`shop.${util}_log`, {
        description,
        columns: { n: integer().default(`${util}.twice(1)`), note: text() },
      }),
    ],
    query: `select n from shop.${util}_log`,
    gives: [],
  }),
  (util) => ({
    title: 'a function that a check of a table calls, which the reader needs nothing for',
    there: twice(util),
    definitions: [
      table(`shop.${util}_log`, {
        description,
        columns: { n: integer(), note: text() },
        checks: [`${util}.twice(n) > 0`],
      }),
    ],
    query: `select n from shop.${util}_log`,
    gives: [],
  }),
  (util) => ({
    title: 'a table that a policy looks into',
    there: [
      `create table ${util}.who (name text, secret text)`,
      `create table ${util}.mine (n integer, name text)`,
      `alter table ${util}.mine enable row level security`,
      `create policy own on ${util}.mine using (name in (select name from ${util}.who))`,
      `create policy of_admins on ${util}.mine to pg_monitor using (name in (select secret from ${util}.who))`,
    ],
    definitions: [source(`${util}.mine`, { description, columns: { n: integer() } })],
    query: `select n from ${util}.mine`,
    gives: [
      usage(util),
      `grant select (n) on ${util}.mine to reader`,
      `grant select (name) on ${util}.who to reader`,
    ],
  }),
  (util) => ({
    title: 'a table that a policy below a view of the release looks into, which the reader needs nothing for',
    there: [
      `create table ${util}.who (name text, secret text)`,
      `create table ${util}.mine (n integer, name text)`,
      `alter table ${util}.mine enable row level security`,
      `create policy own on ${util}.mine using (name in (select name from ${util}.who))`,
    ],
    definitions: [
      source(`${util}.mine`, { description, columns: { n: integer() } }),
      viewOf(`shop.${util}_mine`, '', `select n from ${util}.mine`),
    ],
    query: `select n from shop.${util}_mine`,
    gives: [],
  }),
  ...[
    `language sql begin atomic select max(rate) from util.rates; end`,
    `language sql set search_path = util, pg_temp as 'select max(rate) from rates'`,
  ].map(
    (body): CaseIn =>
      (util) => ({
        title: `what is read by a function of theirs, ${body}`,
        there: [
          `create table ${util}.rates (country text, rate integer, secret text)`,
          `create function ${util}.rate() returns integer ${body.replaceAll('util', util)}`,
        ],
        query: `select ${util}.rate() as rate`,
        gives: [usage(util), `grant select (rate) on ${util}.rates to reader`],
      }),
  ),
  (util) => ({
    title: 'what a function of theirs in PL/pgSQL finds on a search_path of its own',
    there: [
      `create table ${util}.rates (country text, rate integer)`,
      ...twice(util),
      `create function ${util}.rate() returns integer language plpgsql set search_path = ${util}, pg_temp
        as 'begin return (select twice(max(rate)) from rates); end'`,
    ],
    query: `select ${util}.rate() as rate`,
    gives: [
      usage(util),
      call(`${util}.twice(integer)`),
      `grant select (country, rate) on ${util}.rates to reader`,
    ],
  }),
  (util) => ({
    title: 'what is below a view that a function of theirs reads with the rights of who calls it',
    since: 15,
    there: [
      `create table ${util}.rates (rate integer, secret text)`,
      `create view ${util}.shown with (security_invoker) as select rate from ${util}.rates`,
      `create function ${util}.rate() returns integer language sql as 'select max(rate) from ${util}.shown'`,
    ],
    query: `select ${util}.rate() as rate`,
    gives: [
      usage(util),
      `grant select (rate) on ${util}.rates to reader`,
      `grant select (rate) on ${util}.shown to reader`,
    ],
  }),
  (util) => ({
    title: 'a field of a composite column, which the reader needs nothing for below a view',
    there: [
      `create type ${util}.point as (x integer, y integer)`,
      `create table ${util}.places (n integer, at ${util}.point)`,
    ],
    definitions: [
      source(`${util}.places`, { description, columns: { n: integer() } }),
      viewOf(`shop.${util}_places`, '', `select (at).x from ${util}.places`),
    ],
    query: `select x from shop.${util}_places`,
    gives: [],
  }),
]

/** The cases that a major of Postgres has. */
export const othersCases = (major: Major): OthersCase[] =>
  cases.flatMap((caseIn, index) => {
    const util = `util_${index}`
    const one = caseIn(util)
    const there = [`create schema ${util}`, ...one.there]
    return (one.since ?? 14) <= major ? [{ ...one, there }] : []
  })
