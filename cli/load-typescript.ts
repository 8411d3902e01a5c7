/** Makes Node load TypeScript; how depends on where this program was started from. */
export type RegisterTypeScript = () => Promise<void>

let register: RegisterTypeScript | undefined

/** Says how Node learns to load TypeScript, if it does not know yet. */
export function loadTypeScriptBy(how: RegisterTypeScript | undefined): void {
  register = how
}

/** Makes Node load TypeScript, once: only commands that load a project pay for it. */
export async function loadTypeScript(): Promise<void> {
  const own = register
  register = undefined
  await own?.()
}
