import { readMoment, writeMoment } from '../../format/moment-pattern.ts'
import type { DataField, FieldType, FieldValue } from '../../frames/frame.ts'
import { fieldMatcher } from '../field-matchers.ts'
import type { Frames } from './frames.ts'

interface Conversion {
  readonly targetField?: string
  readonly destinationType?: string
  readonly dateFormat?: string
  readonly timezone?: string
  readonly joinWith?: string
}

/** Fields of other types: texts as numbers or moments, numbers as texts. */
export function convertFieldType(
  frames: Frames,
  { conversions = [] }: { readonly conversions?: readonly Conversion[] },
): Frames {
  return conversions.reduce((converted, conversion) => {
    if (!conversion.targetField) return converted
    const isMeant = fieldMatcher({ id: 'byName', options: conversion.targetField })
    return converted.map((frame) => {
      const convertOne = (field: DataField) =>
        isMeant(field, frame, converted) ? convert(field, conversion) : field
      return { ...frame, fields: frame.fields.map(convertOne) }
    })
  }, frames)
}

function convert(field: DataField, conversion: Conversion): DataField {
  const as = (type: FieldType, values: readonly FieldValue[]) => ({ ...field, type, values })
  switch (conversion.destinationType) {
    case 'number':
      return as('number', numbers(field.values))
    case 'string':
      return as('string', texts(field, conversion))
    case 'boolean':
      return as('boolean', field.values.map(Boolean))
    case 'time':
      return as('time', moments(field, conversion.dateFormat))
    case 'other':
      return as('other', field.values.map(parsed))
    default:
      return field
  }
}

function numbers(values: readonly FieldValue[]): FieldValue[] {
  return values.map((value) => {
    const number = Number(typeof value === 'string' ? value.replace(/,/g, '') : value)
    return Number.isFinite(number) ? number : null
  })
}

function texts(
  { type, values }: DataField,
  { dateFormat, timezone, joinWith = '' }: Conversion,
): FieldValue[] {
  const plain = timezone === 'utc' ? '' : 'YYYY-MM-DD[T]HH:mm:ssZ'
  return values.map((value) => {
    if (type === 'time') return writeMoment(Number(value ?? Number.NaN), dateFormat || plain)
    if (type !== 'string' && type !== 'other') return String(value)
    if (joinWith !== '' && Array.isArray(value)) return value.join(joinWith)
    return JSON.stringify(value)
  })
}

const isIso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3,})?(?:Z|[-+]\d{2}:?\d{2})$/

function moments({ values }: DataField, pattern: string | undefined): readonly FieldValue[] {
  const [first] = values
  if (typeof first === 'number' && pattern !== 'X') return values
  const known = values.find((value) => value !== null && value !== undefined)
  const inSeconds = typeof known === 'number' && pattern === 'X'
  const allIso = typeof known === 'string' && isIso.test(known)
  return values.map((value) => {
    if (!value) return null
    const moment =
      typeof value === 'string'
        ? allIso
          ? Date.parse(value)
          : readMoment(
              value,
              value.endsWith('Z') ? 'YYYY-MM-DDTHH:mm:ss.SSSZ' : (pattern ?? 'YYYY-MM-DD HH:mm:ss'),
            )
        : typeof value === 'number'
          ? value
          : Number.NaN
    if (!Number.isFinite(moment)) return null
    return inSeconds ? moment * 1000 : moment
  })
}

function parsed(value: FieldValue): FieldValue {
  try {
    return JSON.parse(String(value))
  } catch {
    return null
  }
}
