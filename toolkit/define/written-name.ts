/** The name of a relation as queries write it: without `public`, which is meant where no schema is named. */
export type WrittenName<Name extends string> = Name extends `public.${infer Plain}` ? Plain : Name

/** The name by which a definition is known, whichever way it was written. */
export function writtenName<const Name extends string>(name: Name): WrittenName<Name>
export function writtenName(name: string): string {
  return name.replace(/^public\./, '')
}
