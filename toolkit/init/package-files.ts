import { importLine } from '../import/written-code.ts'
import type { NewProject } from './new-project.ts'

/** The manifest of a package, with what a project needs; what it has already stays. */
export function packageJson(project: NewProject, found: Readonly<Record<string, unknown>>): string {
  const has = (field: string): object => {
    const value = found[field]
    return typeof value === 'object' && value !== null ? value : {}
  }
  const deploying = project.cdktf
    ? { '@cdktf/provider-postgresql': '^12.1.1', cdktf: '^0.21.0', constructs: '^10.8.1', tsx: '^4.23.15' }
    : {}
  const building = { ...(project.cdktf ? { 'cdktf-cli': '^0.21.0' } : {}), typescript: '^7.0.2' }
  const manifest = {
    name: project.name,
    version: '0.1.0',
    private: true,
    ...found,
    type: 'module',
    scripts: {
      check: 'tsc && sightline check',
      preview: 'sightline preview',
      build: 'sightline build --out release',
      ...withoutTest(has('scripts')),
    },
    dependencies: { sightline: `^${project.sightline}`, ...deploying, ...has('dependencies') },
    devDependencies: { ...building, ...has('devDependencies') },
  }
  return `${JSON.stringify(manifest, undefined, 2)}\n`
}

/** What `npm init` writes where there is no test. */
const withoutTest = (scripts: object): object =>
  Object.fromEntries(
    Object.entries(scripts).filter(([, script]) => !/no test specified/.test(String(script))),
  )

export const tsconfig = `${JSON.stringify(
  {
    compilerOptions: {
      target: 'ES2023',
      module: 'NodeNext',
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      verbatimModuleSyntax: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      noEmit: true,
    },
    include: ['**/*.ts'],
    exclude: ['node_modules', 'cdktf.out', 'release'],
  },
  undefined,
  2,
)}\n`

export const gitignore = 'node_modules\n.sightline\nrelease\ncdktf.out\n.env\n'

/** Whether a change holds, and what it means for people, on its pull request. */
export const workflow = `name: Analytics
on: pull_request
permissions:
  contents: read
  pull-requests: write

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0 }
      - uses: actions/setup-node@v4
        with: { node-version: 22, cache: npm }
      - run: npm ci
      - run: npx tsc
      - run: npx sightline check
      - run: npx sightline diff --format markdown > diff.md
      - run: cat diff.md >> "$GITHUB_STEP_SUMMARY"
      - if: github.event.pull_request.head.repo.full_name == github.repository
        run: npx sightline comment diff.md
        env: { GITHUB_TOKEN: '\${{ github.token }}' }
`

export const cdktfJson = `${JSON.stringify(
  {
    language: 'typescript',
    app: 'node --import tsx stacks/main.ts',
    sendCrashReports: 'false',
    terraformProviders: [],
    terraformModules: [],
    context: {},
  },
  undefined,
  2,
)}\n`

/** The stack that takes a release to Postgres and to Grafana. */
export const stackFile = ({
  name,
}: NewProject): string => `${importLine(['AnalyticsStack', 'backendFromContext', 'synthesize'], 'sightline/cdktf')}${importLine(['buildRelease', 'projectIn'], 'sightline/engine')}import project from '../sightline.config.ts'

await synthesize((app) => {
  new AnalyticsStack(app, '${name}-production', {
    release: buildRelease(projectIn(project, 'production')),
    backend: backendFromContext(app)('${name}-production'),
    scheduler: 'worker',
    permissions: [{ role: 'Viewer', permission: 'View' }],
  })
})
`
