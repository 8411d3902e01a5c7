/** A variable as dashboard JSON has it, as far as its choices and its value depend on it. */
export interface VariableJson {
  readonly type: string
  readonly name: string
  readonly query?: string | object
  readonly current?: { readonly text?: Chosen; readonly value?: Chosen }
  readonly options?: readonly { readonly text?: Chosen; readonly value?: Chosen }[]
  readonly multi?: boolean
  readonly includeAll?: boolean
  readonly allValue?: string
  readonly regex?: string
  readonly regexApplyTo?: string
  readonly sort?: number
  readonly refresh?: number
  readonly valuesFormat?: string
  readonly auto?: boolean
  readonly auto_count?: number
  readonly auto_min?: string
}

type Chosen = string | readonly string[]

/** The query of a variable as text: SQL, a list or a data source's type. */
export function queryText({ query }: VariableJson): string {
  if (typeof query === 'string') return query
  return query && 'rawSql' in query && typeof query.rawSql === 'string' ? query.rawSql : ''
}
