import type { App } from 'cdktf'
import { buildRelease, projectIn } from 'sightline/engine'
import project from '../sightline.config.ts'
import { AnalyticsStack } from './constructs/analytics-stack.ts'
import { backendFromContext } from './constructs/backend-from-context.ts'

/** One stack for each environment of the project. */
export function addAnalyticsStacks(app: App): void {
  const backend = backendFromContext(app)
  for (const environment of Object.keys(project.environments)) {
    const id = `${project.name}-${environment}`
    new AnalyticsStack(app, id, {
      release: buildRelease(projectIn(project, environment)),
      backend: backend(id),
      permissions: [
        { role: 'Viewer', permission: 'View' },
        { role: 'Editor', permission: environment === 'dev' ? 'Edit' : 'View' },
      ],
      onDestroy: environment === 'dev' ? 'remove' : 'keep',
    })
  }
}
