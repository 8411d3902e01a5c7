import { relative, resolve } from 'node:path'
import {
  App,
  HttpBackend,
  type HttpBackendConfig,
  LocalBackend,
  PgBackend,
  type PgBackendConfig,
  S3Backend,
  type S3BackendConfig,
  type TerraformStack,
} from 'cdktf'
import { unreachable } from 'sightline/engine'
import { keepPrivate } from './private-state.ts'

/** Where Terraform keeps what it knows; credentials come from the environment, as each backend documents it. */
export type Backend =
  | { readonly type: 'local' }
  | ({ readonly type: 's3' } & Omit<S3BackendConfig, 'accessKey' | 'secretKey' | 'token'>)
  | ({ readonly type: 'http' } & Omit<HttpBackendConfig, 'username' | 'password'>)
  | ({ readonly type: 'pg' } & Omit<PgBackendConfig, 'connStr'>)

/** Has a stack keep its state there. */
export function useBackend(stack: TerraformStack, backend: Backend): void {
  switch (backend.type) {
    case 'local':
      keepPrivate(stateFile(stack))
      new LocalBackend(stack, { path: fromItsFolder(stack, stateFile(stack)) })
      return
    case 's3': {
      const { type: _, ...config } = backend
      new S3Backend(stack, config)
      return
    }
    case 'http': {
      const { type: _, ...config } = backend
      new HttpBackend(stack, config)
      return
    }
    case 'pg': {
      const { type: _, ...config } = backend
      // The address holds a password: Terraform takes it from PG_CONN_STR where the configuration names none.
      new PgBackend(stack, { ...config, connStr: '' }).addOverride('conn_str', undefined)
      return
    }
    default:
      unreachable(backend)
  }
}

/** Beside `cdktf.json`. */
const stateFile = (stack: TerraformStack): string => resolve(`terraform.${stack.node.id}.tfstate`)

/** By a path that holds wherever the project stands. */
function fromItsFolder(stack: TerraformStack, file: string): string {
  const folder = resolve(App.of(stack).outdir, 'stacks', stack.node.id)
  return relative(folder, file).replaceAll('\\', '/')
}
