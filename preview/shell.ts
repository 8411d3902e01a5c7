import { placeOf } from './address.ts'
import { dashboardList } from './dashboard-list.ts'
import { element, icon } from './dom.ts'
import { currentProject } from './project.ts'
import { currentTheme, switchTheme } from './theme.ts'

const problem = element('div', { class: 'banner', role: 'alert', hidden: true })
const nav = element('nav', { 'aria-label': 'Dashboards', id: 'nav' })
const main = element('main', { id: 'content', tabindex: -1 })
const brand = element('div', { class: 'brand' })
const version = element('p', { class: 'version' })

/** Puts the parts that every page has around the place for the page. */
export function buildShell(): HTMLElement {
  const menu = element(
    'button',
    {
      type: 'button',
      class: 'menu-button',
      'aria-controls': 'nav',
      'aria-expanded': 'false',
      'aria-label': 'Menu',
    },
    icon('M2 4h12M2 8h12M2 12h12'),
  )
  const aside = element('aside', { class: 'side' }, element('div', { class: 'side-head' }, brand, menu), nav)
  const open = (wanted: boolean) => {
    aside.classList.toggle('open', wanted)
    menu.setAttribute('aria-expanded', String(wanted))
  }
  menu.addEventListener('click', () => open(!aside.classList.contains('open')))
  nav.addEventListener('click', () => open(false))
  document.body.append(
    element('a', { class: 'skip', href: '#content', onclick: skip }, 'Skip to the dashboard'),
    element('div', { class: 'shell' }, aside, element('div', { class: 'page' }, problem, main)),
  )
  return main
}

function skip(event: Event): void {
  event.preventDefault()
  main.focus()
}

/** Draws the navigation for the project and the place where the page stands. */
export function drawNavigation(): void {
  const project = currentProject()
  const place = placeOf(location)
  brand.replaceChildren(
    icon('M2 10.5l3.5-4 3 2.5L14 3.5M10.5 3.5H14V7'),
    element('a', { href: '/' }, element('strong', {}, project.name), element('span', {}, 'preview')),
  )
  version.textContent = project.version
  const dashboards = dashboardList(project.dashboards, ({ uid, title }) =>
    link(`/d/${uid}`, title, place.kind === 'dashboard' && place.uid === uid),
  )
  const theme = element('button', { type: 'button', class: 'theme', onclick: switchTheme }, themeText())
  nav.replaceChildren(
    element('h2', {}, 'Dashboards'),
    dashboards,
    element('h2', {}, 'Project'),
    element(
      'ul',
      {},
      link('/alerts', 'Alerts', place.kind === 'alerts', String(project.alerts)),
      project.reports > 0 && link('/reports', 'Reports', place.kind === 'reports', String(project.reports)),
      link('/lineage', 'Lineage', place.kind === 'lineage'),
    ),
    element('div', { class: 'side-foot' }, theme, version),
  )
}

function link(href: string, text: string, current: boolean, count?: string): HTMLElement {
  const number = count === undefined ? null : element('span', { class: 'count' }, count)
  return element('li', {}, element('a', { href, 'aria-current': current ? 'page' : undefined }, text, number))
}

const themeText = (): string => (currentTheme() === 'dark' ? 'Light theme' : 'Dark theme')

/** Says above the page what is wrong with the definitions, or takes that away. */
export function showProblem(message: string | null, title = 'The definitions cannot be loaded'): void {
  problem.hidden = message === null
  if (message === null) return
  problem.replaceChildren(element('strong', {}, title), element('pre', {}, message))
}
