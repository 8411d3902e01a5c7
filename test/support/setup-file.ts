import { afterAll } from 'vitest'
import { releaseAll } from './resources.ts'

// Hooks that are registered inside of other hooks never run; this one is there for every file.
afterAll(releaseAll)
