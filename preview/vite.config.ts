import { defineConfig } from 'vite'

/** One page for every address; its parts are named by their content, so that browsers may keep them. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  logLevel: 'error',
  build: { target: 'es2022', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
})
