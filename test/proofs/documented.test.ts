import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeBlocks } from '../docs/code-blocks.ts'
import { compile, removeProjects, writeProjects } from '../docs/documented-project.ts'
import { runSightline, startSightline } from '../support/run-sightline.ts'

let root = ''
let shop = ''
let proofFile = ''

beforeAll(async () => {
  root = await writeProjects(['README.md'])
  shop = join(root, 'README')
  proofFile = join(shop, 'sales.proof.ts')
  for (const { file, text } of codeBlocks('docs/proofs.md')) if (file) await writeFile(join(shop, file), text)
})
afterAll(() => removeProjects(root))

it('the proofs of docs/proofs.md compile and hold', async () => {
  const errors = await compile(root)
  expect(errors.split('\n').filter((line) => line.includes('sales.'))).toEqual([])
  const { code, stdout, stderr } = await runSightline(['test'], shop)
  expect({ code, stdout }, stderr).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^3 proofs, all hold, \d+\.\d s\n$/),
  })
})

it('a proof that does not hold is shown as docs/proofs.md shows it, and for a machine', async () => {
  const text = await readFile(proofFile, 'utf8')
  await writeFile(proofFile, text.replace("09:00:00Z', amount: 7.5", "09:00:00Z', amount: 2.5"))
  const person = await runSightline(['test', 'utc day'], shop)
  const machine = await runSightline(['test', '--json'], shop)
  await writeFile(proofFile, text)
  const [shown] = codeBlocks('docs/proofs.md').filter(({ language }) => language === 'text')
  expect(person.code).toBe(1)
  expect(person.stdout).toContain(shown?.text.trim())
  expect(person.stdout).toContain('1 of 1 proof fails')
  expect(machine.code).toBe(1)
  expect(JSON.parse(machine.stdout)).toMatchObject({
    passed: 2,
    failed: 1,
    files: [
      {
        file: 'sales.proof.ts',
        results: [{ passed: false, where: expect.stringMatching(/^sales\.proof\.ts:\d+$/) }, {}, {}],
      },
    ],
  })
})

it('proofs run again when a file is saved', async () => {
  const { child, output, outcome } = startSightline(['test', 'revenue', '--watch'], shop)
  const seen = (text: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (text.test(output())) resolve()
      }
      child.stdout.on('data', look)
      child.on('close', () => reject(new Error(`ended before ${text}: ${output()}`)))
      look()
    })
  await seen(/all hold[\s\S]*Waiting/)
  const text = await readFile(proofFile, 'utf8')
  await writeFile(proofFile, text.replace('revenue: 20 }', 'revenue: 21 }'))
  await seen(/1 of \d proofs? fails/)
  await writeFile(proofFile, text)
  child.kill('SIGINT')
  await outcome
})

it('a pattern that nothing has in its name is refused', async () => {
  const { code, stderr } = await runSightline(['test', 'nowhere'], shop)
  expect(code).toBe(2)
  expect(stderr).toContain('Neither a file of proofs nor a proof has this in its name.')
})
