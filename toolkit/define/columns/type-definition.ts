/** A type that is not Postgres's own, as it has to be in a database that has the column. */
export type TypeDefinition =
  | { readonly kind: 'enum'; readonly name: string; readonly labels: readonly string[] }
  | {
      readonly kind: 'domain'
      readonly name: string
      readonly base: string
      readonly notNull: boolean
      readonly check: string | undefined
      readonly types: readonly TypeDefinition[]
    }
  | {
      readonly kind: 'composite'
      readonly name: string
      readonly fields: Readonly<Record<string, string>>
      readonly types: readonly TypeDefinition[]
    }
  | { readonly kind: 'extension'; readonly name: string; readonly extension: string }
