import type { ReportInfo } from '../../toolkit/preview/api.ts'
import { changeParameters, parameters } from '../address.ts'
import { ask } from '../ask.ts'
import { element, freshId } from '../dom.ts'
import type { Page } from '../page.ts'
import { whileLoading } from '../readiness.ts'

/** The reports as their mails look, of the user and the period that are chosen. */
export class ReportsPage implements Page {
  readonly place = element('article', { class: 'reports' })
  #reports: readonly ReportInfo[] = []

  async reload(): Promise<void> {
    this.#reports = await whileLoading(ask<ReportInfo[]>('reports'))
    await this.show()
  }

  async show(): Promise<void> {
    document.title = 'Reports · Sightline'
    const address = parameters()
    const [first] = this.#reports
    const report = this.#reports.find(({ name }) => name === address.get('report')) ?? first
    if (!report) {
      this.place.replaceChildren(element('p', { class: 'no-data' }, 'The project has no reports.'))
      return
    }
    const user = address.get('user') ?? report.recipients[0]?.user ?? ''
    const period = address.get('period') ?? ''
    const mail = element('iframe', {
      class: 'mail',
      title: `${report.title} as a mail`,
      src: pageAddress(report, user, period),
      sandbox: '',
    })
    this.place.replaceChildren(
      element('header', {}, element('h1', {}, report.title), element('p', {}, report.description)),
      element('div', { class: 'pickers' }, ...this.#pickers(report, user, period)),
      mail,
    )
  }

  rowsChanged(): void {}

  redraw(): void {}

  end(): void {}

  #pickers(report: ReportInfo, user: string, period: string): HTMLElement[] {
    const reports = this.#reports.map(({ name, title, when }) => ({
      value: name,
      text: `${title} · ${when}`,
    }))
    const users = report.recipients.map((one) => ({ value: one.user, text: `${one.user} · ${one.email}` }))
    const day = element('input', { type: 'date', class: 'control', value: period })
    day.addEventListener('change', () => changeParameters({ period: day.value === '' ? null : day.value }))
    return [
      labelled(
        'Report',
        picker(reports, report.name, (name) => changeParameters({ report: name })),
      ),
      labelled(
        'User',
        picker(users, user, (name) => changeParameters({ user: name })),
      ),
      labelled(report.every === 'day' ? 'Day' : `A day of the ${report.every}`, day),
    ]
  }
}

function pageAddress({ name }: ReportInfo, user: string, period: string): string {
  const query = new URLSearchParams({ user, ...(period === '' ? {} : { period }) })
  return `/api/reports/${encodeURIComponent(name)}?${query}`
}

function picker(
  choices: readonly { readonly value: string; readonly text: string }[],
  chosen: string,
  onChoose: (value: string) => void,
): HTMLSelectElement {
  const options = choices.map(({ value, text }) =>
    element('option', { value, selected: value === chosen }, text),
  )
  const select = element('select', { class: 'control' }, ...options)
  select.addEventListener('change', () => onChoose(select.value))
  return select
}

function labelled(text: string, control: HTMLElement): HTMLElement {
  control.id = freshId('report')
  return element('span', { class: 'variable' }, element('label', { for: control.id }, text), control)
}
