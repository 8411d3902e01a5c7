import type { JsonObject } from '../../toolkit/foundation/json.ts'
import { postgres } from './saved-panels.ts'

const sdkVariable = {
  skipUrlSync: false,
  multi: false,
  allowCustomValue: true,
  includeAll: false,
  auto: false,
  auto_min: '10s',
  auto_count: 30,
}
const choices = (chosen: string) =>
  ['7d', '30d'].map((value) => ({ text: value, value, selected: value === chosen }))

/** A page without panels, as it is written into a release. */
export const writtenDashboard: JsonObject = {
  title: 'Sales',
  tags: ['shop'],
  timezone: 'utc',
  editable: false,
  graphTooltip: 1,
  time: { from: 'now-30d', to: 'now' },
  schemaVersion: 39,
  links: [{ title: 'Shop', type: 'dashboards', icon: '', tooltip: '', tags: ['shop'], asDropdown: false }],
  annotations: {
    list: [
      {
        name: 'Annotations & Alerts',
        datasource: { type: 'grafana', uid: '-- Grafana --' },
        builtIn: 1,
        hide: true,
      },
      { name: 'Releases', datasource: postgres, enable: true, target: { refId: 'Anno', rawSql: 'select 1' } },
    ],
  },
  templating: {
    list: [
      {
        type: 'query',
        name: 'user',
        query: 'select 1',
        definition: 'select 1',
        refresh: 1,
        datasource: postgres,
        ...sdkVariable,
      },
      {
        type: 'interval',
        name: 'span',
        query: '7d,30d',
        options: choices('30d'),
        current: choices('30d')[1] ?? null,
        ...sdkVariable,
      },
      { type: 'constant', name: 'env', query: 'test', ...sdkVariable },
    ],
  },
  panels: [],
}

/** The same page in what Grafana keeps after somebody pressed Save. */
export const savedDashboard: JsonObject = {
  ...writtenDashboard,
  id: 7,
  version: 3,
  schemaVersion: 42,
  fiscalYearStartMonth: 0,
  preload: false,
  refresh: '',
  weekStart: '',
  timepicker: {},
  links: [
    {
      title: 'Shop',
      type: 'dashboards',
      icon: '',
      tooltip: '',
      tags: ['shop'],
      asDropdown: false,
      includeVars: false,
      keepTime: false,
      targetBlank: false,
      url: '',
    },
  ],
  annotations: {
    list: [
      {
        name: 'Annotations & Alerts',
        builtIn: 1,
        datasource: { type: 'grafana', uid: '-- Grafana --' },
        enable: true,
        hide: true,
      },
      {
        name: 'Releases',
        datasource: { ...postgres, type: 'postgres' },
        enable: true,
        hide: false,
        target: { refId: 'Anno', rawSql: 'select 1', rawQuery: true, editorMode: 'code', format: '' },
      },
    ],
  },
  templating: {
    list: [
      {
        type: 'query',
        name: 'user',
        current: { text: 'Ada', value: '1' },
        definition: 'select 1',
        options: [],
        query: { refId: 'SQLVariableQueryEditor-VariableQuery', rawSql: 'select 1', editorMode: 'code' },
        refresh: 1,
        regex: '',
        datasource: postgres,
      },
      {
        type: 'interval',
        name: 'span',
        current: { text: '30d', value: '30d' },
        options: choices('7d'),
        query: '7d,30d',
        refresh: 2,
        auto: false,
        auto_count: 30,
        auto_min: '10s',
      },
      {
        type: 'constant',
        name: 'env',
        query: 'test',
        hide: 2,
        skipUrlSync: true,
        current: { text: 'test', value: 'test' },
      },
    ],
  },
}
