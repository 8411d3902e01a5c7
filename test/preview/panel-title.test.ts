import { expect, it } from 'vitest'
import { panelTitle } from '../../preview/dashboard/panel-title.ts'

const variable = {
  label: '',
  description: '',
  hidden: false,
  multi: true,
  includeAll: true,
  free: false,
  problem: null,
  choices: [
    { text: 'Gold', value: '1' },
    { text: 'Free', value: '2' },
  ],
}

const title = (text: string, value: readonly string[] = ['1', '2']) =>
  panelTitle(text, { from: 'now-6h', to: 'now', variables: [{ ...variable, name: 'tier', value }] })

it('has the texts of what is chosen, and not what queries get', () => {
  expect(title('Plans: $tier')).toBe('Plans: Gold + Free')
  expect(title('Plans: ${tier}', ['2'])).toBe('Plans: Free')
  expect(title('Plans: [[tier]]', ['$__all'])).toBe('Plans: All')
  expect(title('Plans: ${tier:raw}', ['2'])).toBe('Plans: 2')
})

it('keeps what names no variable, and what only Grafana knows', () => {
  expect(title('Costs $5 of $other')).toBe('Costs $5 of $other')
  expect(title('For ${__user.login}')).toBe('For ${__user.login}')
})
