import '@fontsource-variable/inter/wght.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/controls.css'
import './styles/dashboard.css'
import './styles/panels.css'
import './styles/details.css'
import './styles/alerts.css'
import './styles/lineage.css'
import './styles/reports.css'
import { followLinks, parameters, placeOf } from './address.ts'
import { AlertsPage } from './alerts/alerts-page.ts'
import { DashboardPage } from './dashboard/dashboard-page.ts'
import { element } from './dom.ts'
import { LineagePage } from './lineage/lineage-page.ts'
import type { Page } from './page.ts'
import { currentProject, reloadProject } from './project.ts'
import { whileLoading } from './readiness.ts'
import { ReportsPage } from './reports/reports-page.ts'
import { buildShell, drawNavigation, showProblem } from './shell.ts'
import { applyTheme } from './theme.ts'

applyTheme()
if (parameters().has('kiosk')) document.documentElement.dataset.kiosk = ''
const main = buildShell()
let shown: { readonly key: string; readonly page: Page } | undefined

/** The page for the address; the first dashboard where it names none. */
function openPage(): Page | undefined {
  const [first] = currentProject().dashboards
  const place = placeOf(location)
  const where = place.kind === 'home' && first ? { kind: 'dashboard' as const, uid: first.uid } : place
  const key = JSON.stringify(where)
  if (shown?.key === key) return shown.page
  shown?.page.end()
  const page =
    where.kind === 'dashboard'
      ? new DashboardPage(where.uid)
      : where.kind === 'lineage'
        ? new LineagePage()
        : where.kind === 'reports'
          ? new ReportsPage()
          : new AlertsPage()
  shown = { key, page }
  main.replaceChildren(page.place)
  scrollTo(0, 0)
  return page
}

async function navigate(): Promise<void> {
  const before = shown?.page
  const page = openPage()
  drawNavigation()
  await attempt(async () => (page === before ? page?.show() : page?.reload()))
}

async function attempt(work: () => Promise<void> | undefined): Promise<void> {
  try {
    await whileLoading(Promise.resolve(work()))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const again = element('a', { href: location.pathname }, 'Open it as it is by itself')
    main.replaceChildren(
      element('div', { class: 'page-problem', role: 'alert' }, element('p', {}, message), again),
    )
    shown?.page.end()
    shown = undefined
  }
}

/** Loads what was saved, into the page as it stands. */
async function reload(): Promise<void> {
  const before = shown?.page
  const reloaded = attempt(async () => before?.reload())
  const { problem } = await reloadProject()
  showProblem(problem)
  const page = openPage()
  drawNavigation()
  await (page === before ? reloaded : attempt(async () => page?.reload()))
}

followLinks()
addEventListener('popstate', () => void navigate())
addEventListener('themechange', () => {
  drawNavigation()
  shown?.page.redraw()
})

const events = new EventSource('/api/events')
let lost = false
events.addEventListener('release', () => void reload())
events.addEventListener('rows', ({ data }) => {
  const { relations }: { relations: string[] } = JSON.parse(data)
  shown?.page.rowsChanged(relations)
})
events.addEventListener('problem', ({ data }) => {
  const { message }: { message: string } = JSON.parse(data)
  showProblem(message)
})
events.addEventListener('error', () => {
  lost = true
  showProblem('Run the command again, and this page goes on.', 'The preview has ended')
})
events.addEventListener('open', () => {
  if (lost) void reload()
  lost = false
})
addEventListener('pagehide', () => events.close())

void attempt(async () => {
  const { problem } = await reloadProject()
  showProblem(problem)
}).then(navigate)
