import { App } from 'cdktf'
import { buildRelease, projectIn } from 'sightline'
import project from '../sightline.config.ts'
import { backendFromContext } from './backend-from-context.ts'
import { AnalyticsStack } from './constructs/analytics-stack.ts'

const app = new App()
const backend = backendFromContext(app)
for (const environment of Object.keys(project.environments)) {
  new AnalyticsStack(app, `${project.name}-${environment}`, {
    release: buildRelease(projectIn(project, environment)),
    backend: backend(`${project.name}-${environment}`),
    permissions: [
      { role: 'Viewer', permission: 'View' },
      { role: 'Editor', permission: environment === 'dev' ? 'Edit' : 'View' },
    ],
    onDestroy: environment === 'dev' ? 'remove' : 'keep',
  })
}
app.synth()
