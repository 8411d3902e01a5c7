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
  TerraformStack,
} from 'cdktf'
import type { Construct } from 'constructs'

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
      new LocalBackend(stack, { path: besideTheConfig(stack) })
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
    }
  }
}

/** Beside `cdktf.json`, by a path that holds wherever the project stands. */
function besideTheConfig(scope: Construct): string {
  const { id } = TerraformStack.of(scope).node
  const folder = resolve(App.of(scope).outdir, 'stacks', id)
  return relative(folder, resolve(`terraform.${id}.tfstate`)).replaceAll('\\', '/')
}
