import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { publicModules } from './bin/public-modules.mjs'

const sources = publicModules().map(([name, file]) => [
  name,
  fileURLToPath(new URL(`${file}.ts`, import.meta.url)),
])

export default defineConfig({
  resolve: {
    alias: Object.fromEntries(sources),
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/global-setup.ts',
    setupFiles: 'test/support/setup-file.ts',
    reporters: ['default', './test/support/totals-reporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 2,
    isolate: false,
  },
})
