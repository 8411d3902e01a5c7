import type { Definition } from '../../define/project.ts'
import type { Source } from '../../define/source.ts'
import type { DefinitionKind } from '../definition-kind.ts'

/** A table of somebody else: nothing of it is created. */
export const sourceKind: DefinitionKind<Source> = {
  plural: 'sources',
  usedAs: 'relation',
  hasOwnNames: false,
  isUpkeep: false,
  moved: (source) => source,
  reads: () => ({ relations: [], text: '' }),
}

/** Whether a definition is of a source. */
export const isSource = (definition: Pick<Definition, 'kind'>): definition is Source =>
  definition.kind === 'source'

/** Whether what is called so is a source. */
export const isSourceKind = (kind: string): boolean => kind === 'source'
