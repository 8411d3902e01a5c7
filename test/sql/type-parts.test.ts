import { expect, it } from 'vitest'
import { typeParts } from '../../toolkit/sql/type-parts.ts'

it.each([
  ['integer', 'integer', 'integer', undefined],
  ['numeric(12,2)', 'numeric(12,2)', 'numeric', undefined],
  ['numeric (12, 2)[]', 'numeric (12, 2)[]', 'numeric[]', undefined],
  ['timestamp(3) with time zone', 'timestamp(3) with time zone', 'timestamp with time zone', undefined],
  ['character varying(20) collate "C"', 'character varying(20)', 'character varying', '"C"'],
  ['text collate app."of (us)"', 'text', 'text', 'app."of (us)"'],
  ['"Status (old)"', '"Status (old)"', '"Status (old)"', undefined],
  ['app."to collate it"[]', 'app."to collate it"[]', 'app."to collate it"[]', undefined],
  ['public."odd (1)"(3) collate "de-x-icu"', 'public."odd (1)"(3)', 'public."odd (1)"', '"de-x-icu"'],
])('%s is a name, a size and a collation', (type, sized, base, collation) => {
  expect(typeParts(type)).toEqual({ sized, base, collation })
})
