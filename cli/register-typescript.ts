import * as nodeModule from 'node:module'

/** Teaches Node to load TypeScript: in its own thread where it can, which is quicker, else from one of hooks. */
export async function registerTypeScript(
  hooks: string,
  modules: Readonly<Record<string, string>>,
): Promise<void> {
  process.setSourceMapsEnabled(true)
  const registerHooks: unknown = Reflect.get(nodeModule, 'registerHooks')
  if (typeof registerHooks !== 'function') return nodeModule.register(hooks, { data: modules })
  const { initialize, resolve, load } = await import(hooks)
  initialize(modules)
  registerHooks({ resolve, load })
}
