import { describe, expect, it } from 'vitest'
import { optionalPackage } from '../../toolkit/foundation/optional-package.ts'

const missing: string = 'a-package-that-nobody-has'

describe('a package that only some projects need', () => {
  it('is asked for by name where it is not installed', async () => {
    await expect(optionalPackage(missing, 'The export', () => import(missing))).rejects.toMatchObject({
      code: 'package-not-installed',
      message: expect.stringContaining(`npm install ${missing}`),
    })
  })

  it('is loaded where it is', async () => {
    expect(await optionalPackage('yaml', 'The export', () => import('yaml'))).toHaveProperty('stringify')
  })

  it('is not called missing when it lacks something itself', async () => {
    await expect(optionalPackage('yaml', 'The export', () => import(missing))).rejects.not.toHaveProperty(
      'problem',
    )
  })
})
