import { TextBoxVariableBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import { type RawBuilder, sql } from 'kysely'
import { rememberSite } from '../../foundation/definition-site.ts'
import { type ShownOptions, shown } from './shown.ts'
import { escapedReference, noRelations, type SingleVariable } from './variable.ts'

export interface TextBoxOptions extends ShownOptions {
  readonly type?: 'text'
  /** What stands in it at first; nothing unless said otherwise. */
  readonly default?: string
}

export interface NumberBoxOptions extends ShownOptions {
  readonly type: 'integer' | 'numeric'
  readonly default: number
}

export interface DateBoxOptions extends ShownOptions {
  readonly type: 'date'
  /** As `2026-01-31`. */
  readonly default: `${number}-${number}-${number}`
}

/**
 * A variable that people type: a text, or a number or a date, which Postgres reads as such.
 *
 * @example textBoxVariable('search', { label: 'Search', description: '…' })
 * @example textBoxVariable('least', { label: 'At least', description: '…', type: 'integer', default: 10 })
 */
export function textBoxVariable<const Name extends string>(
  name: Name,
  options: TextBoxOptions,
): SingleVariable<'textbox', Name>
export function textBoxVariable<const Name extends string>(
  name: Name,
  options: NumberBoxOptions,
): SingleVariable<'textbox', Name, number>
export function textBoxVariable<const Name extends string>(
  name: Name,
  options: DateBoxOptions,
): SingleVariable<'textbox', Name, Date>
export function textBoxVariable<const Name extends string, Value>(
  name: Name,
  { type = 'text', default: chosen = '', ...rest }: TextBoxOptions | NumberBoxOptions | DateBoxOptions,
): SingleVariable<'textbox', Name, Value> {
  const text = String(chosen)
  const model = shown(new TextBoxVariableBuilder(name), rest)
    .defaultValue(text)
    .current({ text, value: text, selected: true })
    .options([{ text, value: text, selected: true }])
    .build()
  const typed = type === 'text' ? '' : `::${type}`
  const value = (): RawBuilder<Value> => sql<Value>`${sql.raw(`${escapedReference(name)}${typed}`)}`
  return rememberSite(
    { kind: 'variable', type: 'textbox', name, model, relations: noRelations, value },
    textBoxVariable,
  )
}
