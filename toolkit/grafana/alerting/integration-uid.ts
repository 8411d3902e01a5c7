import { contentHash } from '../../foundation/content-hash.ts'

/** The identity of one way in which a contact point reaches somebody: it stays when another is added behind it. */
export const integrationUid = (contactPoint: string, position: number, type: string): string =>
  contentHash(`${contactPoint} ${position} ${type}`, 14)
