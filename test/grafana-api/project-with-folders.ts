import { defineProject, folder } from 'sightline'
import type { Folder } from 'sightline/engine'
import { templatesOf } from '../../toolkit/define/alerts/contact-point.ts'
import { orders } from '../fixtures/shop.ts'
import { alert, page, tells } from './small-project.ts'

/** A project with a page and a rule in its folder, in one within it, and in one within that. */
export function projectWithFolders(name: string, place?: (finance: Folder, payroll: Folder) => Folder) {
  const finance = folder(`${name}-finance`, { title: 'Finance' })
  const payroll = folder(`${name}-payroll`, { title: 'Payroll', parent: finance })
  const contact = tells(`${name}-team`)
  const pages = [page(name, 'Sales'), { ...page(name, 'Money'), folder: finance }]
  const wages = { ...page(name, 'Wages'), folder: place?.(finance, payroll) ?? payroll }
  const rules = [alert(name, 'No revenue', contact), { ...alert(name, 'No wages', contact), folder: payroll }]
  return defineProject({
    name,
    version: '1.0.0',
    folder: { uid: name, title: `Shop ${name}` },
    environments: { dev: { prefix: 'ana' } },
    definitions: [orders, ...templatesOf(contact), contact, ...pages, wages, ...rules],
    sample: async () => {},
  })
}
