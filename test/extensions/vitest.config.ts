import { defineConfig, mergeConfig } from 'vitest/config'
import whole from '../../vitest.config.ts'

/** What needs a server that the environment names: `npm run test:extensions` says which. */
export default mergeConfig(
  { ...whole, test: { ...whole.test, include: [] } },
  defineConfig({
    test: { include: ['test/extensions/*.spec.ts'], testTimeout: 240_000, hookTimeout: 240_000 },
  }),
)
