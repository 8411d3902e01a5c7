import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const toolkit = (file: string) => fileURLToPath(new URL(`toolkit/${file}`, import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      'sightline/engine': toolkit('engine.ts'),
      'sightline/realtime': toolkit('realtime/index.ts'),
      'sightline/cache': toolkit('cache/index.ts'),
      'sightline/sample': toolkit('sample.ts'),
      sightline: toolkit('index.ts'),
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/global-setup.ts',
    setupFiles: 'test/support/setup-file.ts',
    reporters: ['default', './test/support/totals-reporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    isolate: false,
  },
})
