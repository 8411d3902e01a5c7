import {
  type LinkContext,
  type LinkedValue,
  linkAddress,
} from '../../toolkit/grafana/model/links/link-address.ts'
import { element } from '../dom.ts'

/** Puts a value into its first link, or leaves it as it is. */
export function linkAround(shown: HTMLElement, linked: LinkedValue, context: LinkContext): HTMLElement {
  const [link] = linked.field.config.links ?? []
  if (!link?.url) return shown
  const address = linkAddress(link.url, linked, context)
  if (address === undefined) return shown
  const outside = !address.startsWith('/')
  const attributes = outside || link.targetBlank ? { target: '_blank', rel: 'noreferrer' } : {}
  return element('a', { class: 'data-link', href: address, title: link.title, ...attributes }, shown)
}
