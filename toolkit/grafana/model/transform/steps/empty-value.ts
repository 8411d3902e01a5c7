import type { FieldValue } from '../../frames/frame.ts'

const values: Readonly<Record<string, FieldValue>> = { false: false, true: true, null: null, zero: 0 }

/** What stands where a table has no value, by the name that a transformation has for it; nothing otherwise. */
export const emptyValue = (name = 'empty'): FieldValue => (Object.hasOwn(values, name) ? values[name] : '')
