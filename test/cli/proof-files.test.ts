import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadProofs } from '../../cli/proof-files.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function problemOf(text: string, pattern = '') {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'sales.proof.mjs'), text)
  return loadProofs(folder, pattern).then(
    () => undefined,
    (error) => error.problem,
  )
}

test('a file of proofs that throws is named with its line', async () => {
  expect(await problemOf("const a = 1\n\nthrow new Error('oh no')")).toMatchObject({
    code: 'not-proofs',
    what: 'The file of proofs throws: oh no',
    value: 'sales.proof.mjs',
    where: 'sales.proof.mjs:3',
  })
})

test('a file that is no JavaScript is named', async () => {
  expect(await problemOf('export default {')).toMatchObject({ code: 'not-proofs', value: 'sales.proof.mjs' })
})

test('a file that exports something else, or no proof at all, is refused', async () => {
  const none = { code: 'not-proofs', what: 'The file of proofs exports none as its default.' }
  expect(await problemOf('export const proofs = 1')).toMatchObject(none)
  expect(await problemOf('export default { cases: {} }')).toMatchObject(none)
  expect(await problemOf("export default { kind: 'proofs', cases: {} }")).toMatchObject({
    code: 'not-proofs',
    what: 'The file of proofs lists none.',
  })
})

test('a pattern that neither a file nor a title has in it is refused', async () => {
  expect(await problemOf("export default { kind: 'proofs', cases: { one: {} } }", 'nowhere')).toMatchObject({
    code: 'no-proofs',
    value: 'nowhere',
  })
})
