/** What a page says, and the one thing that may be done on it. */
export interface UnsubscribePage {
  readonly title: string
  readonly says: string
  readonly button: { readonly text: string; readonly action: 'unsubscribe' | 'subscribe' } | undefined
}

/** A page that stands alone, without scripts. */
export function unsubscribePage({ title, says, button }: UnsubscribePage): string {
  const form = button
    ? `<form method="post"><input type="hidden" name="action" value="${button.action}"><button>${escaped(button.text)}</button></form>`
    : ''
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:4em auto;padding:0 1em;color:#1f2328}button{font:inherit;padding:.4em 1em}</style>
<h1>${escaped(title)}</h1><p>${escaped(says)}</p>${form}</html>
`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
