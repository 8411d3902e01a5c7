import { optionalPackage } from '../foundation/optional-package.ts'

/**
 * Makes sure of what the texts of a document are put in order by, before a file that imports it is loaded.
 *
 * @throws SightlineError where the package is not installed
 */
export async function requirePdfPackages(): Promise<void> {
  await optionalPackage('bidi-js', 'The format pdf', () => import('bidi-js'))
}
