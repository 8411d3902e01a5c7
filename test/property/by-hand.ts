import { quote, quoteRelation } from './source-tables.ts'

/** What somebody may find in the database when they change something by hand. */
export interface Found {
  /** The views and tables of a project that are there. */
  readonly relations: readonly { readonly schema: string; readonly name: string; readonly kind: string }[]
  readonly schemas: readonly string[]
  readonly source: { readonly schema: string; readonly name: string }
  readonly reader: string
  readonly stranger: string
}

/** A change, and what takes it back before the projects are removed. */
export interface HandChange {
  readonly statements: readonly string[]
  readonly undo?: readonly string[]
  /** Whether it changes what a release made, so that drift tells of it. */
  readonly drifts?: boolean
}

type Make = (found: Found, pick: number) => HandChange | undefined

const one = <T>(list: readonly T[], pick: number): T | undefined =>
  list.length === 0 ? undefined : list[pick % list.length]
const viewOf = ({ relations }: Found, pick: number) =>
  one(
    relations.filter(({ kind }) => kind === 'v'),
    pick,
  )

/** What people do to a database beside deploying to it. */
export const handChanges: Readonly<Record<string, Make>> = {
  'a grant on a view to a stranger': (found, pick) => {
    const view = viewOf(found, pick)
    return view && { statements: [`grant select on ${quoteRelation(view)} to ${quote(found.stranger)}`] }
  },
  'a table of a stranger in our schema': ({ schemas }, pick) => {
    const schema = one(schemas, pick)
    const name = schema && `${quote(schema)}."of a stranger ${pick}"`
    return name === undefined
      ? undefined
      : {
          statements: [`create table if not exists ${name} (id integer)`],
          undo: [`drop table if exists ${name}`],
        }
  },
  'a view of a stranger over ours': (found, pick) => {
    const view = viewOf(found, pick)
    return (
      view && {
        statements: [
          `create or replace view "over ours ${pick}" as select count(*) as n from ${quoteRelation(view)}`,
        ],
        undo: [`drop view if exists "over ours ${pick}"`],
      }
    )
  },
  'a view of ours is dropped': (found, pick) => {
    const view = viewOf(found, pick)
    return view && { statements: [`drop view ${quoteRelation(view)}`], drifts: true }
  },
  'a view of ours becomes another': (found, pick) => {
    const view = viewOf(found, pick)
    return (
      view && {
        statements: [`alter view ${quoteRelation(view)} set (security_barrier = true)`],
        drifts: true,
      }
    )
  },
  'the comment of a view changes': (found, pick) => {
    const view = viewOf(found, pick)
    return view && { statements: [`comment on view ${quoteRelation(view)} is 'By hand.'`], drifts: true }
  },
  'the reader may read a table of a stranger': ({ reader }, pick) => ({
    statements: [
      `create schema if not exists "of a stranger"`,
      `create table if not exists "of a stranger"."t ${pick}" (id integer)`,
      `grant usage on schema "of a stranger" to ${quote(reader)}`,
      `grant select on "of a stranger"."t ${pick}" to ${quote(reader)}`,
    ],
    undo: [`drop schema if exists "of a stranger" cascade`],
  }),
  'a source gets a column': ({ source }, pick) => ({
    statements: [`alter table ${quoteRelation(source)} add column if not exists "added ${pick}" integer`],
    undo: [`alter table ${quoteRelation(source)} drop column if exists "added ${pick}"`],
  }),
  'a source gets rows': ({ source }, pick) => ({
    statements: [
      `insert into ${quoteRelation(source)} select 1000 + ${pick}, 'more', 1, now() on conflict do nothing`,
    ],
  }),
  'a role becomes a member of the reader': ({ reader, stranger }) => ({
    statements: [`grant ${quote(reader)} to ${quote(stranger)}`],
    undo: [`revoke ${quote(reader)} from ${quote(stranger)}`],
  }),
}

/** What a database may be set to before anybody deploys to it. */
export const sessionSettings: readonly (readonly string[])[] = [
  [],
  [`set timezone to 'Asia/Tokyo'`, `set datestyle to 'German'`],
  [`set search_path to legacy, public`],
  [`set search_path to legacy`],
  [`set intervalstyle to 'iso_8601'`, `set bytea_output to 'escape'`],
  ['set quote_all_identifiers to on', 'set extra_float_digits to 0'],
  ['set standard_conforming_strings to off', 'set default_transaction_isolation to serializable'],
]
