import type { Theme } from '../grafana/model/display/named-colors.ts'

export const fontFamily = "'Inter Variable', system-ui, sans-serif"

/** The colours of a chart's ground, which follow the page's. */
export const chartColors = (theme: Theme) =>
  theme === 'dark'
    ? {
        text: '#9aa3b5',
        strong: '#e6e9f0',
        line: 'rgba(200, 210, 235, 0.09)',
        panel: '#171a21',
        edge: '#343a47',
      }
    : {
        text: '#5c6575',
        strong: '#1c2330',
        line: 'rgba(20, 30, 60, 0.09)',
        panel: '#ffffff',
        edge: '#d5dae3',
      }
