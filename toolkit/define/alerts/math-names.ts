type Split<T extends string, Read = never> = T extends `${infer First}${infer Rest}`
  ? Split<Rest, Read | First>
  : Read

type Letter = Split<'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'>

/** The name at the beginning of a text. */
type NameAt<T extends string> = T extends `{${infer Name}}${string}` ? Name : Word<T>

type Word<T extends string, Read extends string = ''> = T extends `${infer First}${infer Rest}`
  ? First extends Letter
    ? Word<Rest, `${Read}${First}`>
    : Read
  : Read

/** The names behind the dollar signs of a math expression. */
export type NamesIn<E extends string, Found = never> = E extends `${string}$${infer Rest}`
  ? NamesIn<Rest, Found | NameAt<Rest>>
  : Found

/** Nothing more where an expression names only what there is, and otherwise what cannot be given. */
export type Knows<E extends string, Names extends string> = [Exclude<NamesIn<E>, Names>] extends [never]
  ? unknown
  : { readonly unknown: Exclude<NamesIn<E>, Names> }
