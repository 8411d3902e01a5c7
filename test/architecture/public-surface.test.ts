import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import * as definitions from 'sightline'
import { expect, test } from 'vitest'
import { publicModules } from '../../bin/public-modules.mjs'
import packageJson from '../../package.json' with { type: 'json' }
import * as movedNames from '../../toolkit/define/moved-names.ts'
import buildConfig from '../../tsconfig.build.json' with { type: 'json' }
import tsconfig from '../../tsconfig.json' with { type: 'json' }
import { repository } from '../support/run-sightline.ts'

/** What a list offers, by the folder or file that it comes from: values first, then types. */
async function offered(list: string): Promise<Record<string, string>> {
  const { module } = parseSync(list, await readFile(join(repository, list), 'utf8'))
  const kinds = new Map<string, string[]>()
  for (const { entries } of module.staticExports) {
    for (const { isType, exportName, moduleRequest } of entries) {
      if (exportName.name === null) continue
      const kind = /^\.\/(?:define\/)?([\w-]+)/.exec(moduleRequest?.value ?? '')?.[1] ?? 'kysely'
      kinds.set(kind, [...(kinds.get(kind) ?? []), `${isType ? 'type ' : ''}${exportName.name}`])
    }
  }
  return Object.fromEntries([...kinds].map(([kind, names]) => [kind, names.join(', ')]))
}

test('completion on sightline offers what everybody defines with, and no more', async () => {
  expect(await offered('toolkit/index.ts')).toMatchInlineSnapshot(`
    {
      "alerts": "alertRule, above, below, math, outside, within, contactPoint, messageTemplate, muteTiming, secret, watch",
      "cache": "cache",
      "dashboards": "annotation, type Color, dashboard, linksToTag, row, queryTarget, thresholds, timeFilter, timeFrom, timeGroup, timeTo, mapValues",
      "environment": "redirect",
      "expressions": "ago, asTime, day, interval, monthOf, now, startOfToday, today, utcDay, momentOf, percentile, ratio",
      "folder": "folder",
      "follow": "follow",
      "from": "from",
      "incremental-view": "incrementalView",
      "index-column": "desc",
      "kysely": "type Expression, type ExpressionBuilder, expressionBuilder, type RawBuilder, sql",
      "materialized-view": "materializedView",
      "panels": "barGaugePanel, gaugePanel, liveStatPanel, pieChartPanel, statPanel, tablePanel, textPanel, timeseriesPanel, xyChartPanel",
      "project": "type Definition, defineProject",
      "query": "type Query, type RowOf",
      "refresh-function": "refreshFunction",
      "relation": "type DatabaseOf",
      "rows": "rows",
      "schedule": "schedule",
      "source": "source, table",
      "source-index": "sourceIndex",
      "sql-function": "sqlFunction",
      "variables": "customVariable, multiCustomVariable, constantVariable, dataSourceVariable, intervalVariable, multiQueryVariable, queryVariable, textBoxVariable",
      "view": "view",
    }
  `)
  const moved = Object.keys(movedNames)
  expect(Object.keys(definitions).filter((name) => !moved.includes(name)).length).toBeLessThanOrEqual(70)
})

test('a name that has a place of its own is still there for projects that import it from sightline, as deprecated', async () => {
  const text = await readFile(join(repository, 'toolkit/define/moved-names.ts'), 'utf8')
  const { module } = parseSync('moved-names.ts', text)
  const entries = module.staticExports.flatMap((one) => one.entries)
  expect(entries.length).toBeGreaterThan(80)
  for (const { exportName } of entries) {
    const line = text.slice(0, exportName.start ?? 0).trimEnd()
    expect(line.slice(line.lastIndexOf('\n')), exportName.name ?? '').toMatch(
      /@deprecated Import it from `(kysely|sightline\/[\w-]+)`/,
    )
  }
})

test('what has a place of its own is offered there', async () => {
  const places = publicModules().filter(([, file]) => file.startsWith('toolkit/define/'))
  const names = await Promise.all(
    places.map(async ([name, file]) => [name, Object.values(await offered(`${file}.ts`)).join(', ')]),
  )
  expect(Object.fromEntries(names)).toMatchInlineSnapshot(`
    {
      "sightline/columns": "bigint, boolean, bytea, char, date, doublePrecision, integer, json, jsonb, numeric, real, smallint, text, time, timestamp, timestamptz, uuid, varchar, column, extensionType, compositeType, domain, enumType",
      "sightline/data-checks": "dataCheck, dataQuality, acceptedValues, freshness, notNull, relationship, rowCountBetween, uniqueGrains",
      "sightline/data-sources": "dataSource",
      "sightline/events": "type Event, event, type EventData, field, type LiveFigure, liveFigure, liveOpen, liveRanking, approximateDistinct, count, countIf, max, min, sum, type Occurrence, occurrence, type Simulation, type Rollup, rollup",
      "sightline/exports": "exportLink, sharedExport, userExport",
      "sightline/integrations": "alertmanager, dingding, discord, email, googleChat, jira, kafka, line, oncall, opsgenie, pagerduty, pushover, sensuGo, slack, sns, teams, telegram, threema, victorOps, webex, webhook, wecom",
      "sightline/proofs": "given, eventFactory, factory, type GivenRow, type Proof, type Proofs, proofs, proveEach, timeline",
      "sightline/reports": "pictureOf, report, figures, reportTable",
    }
  `)
})

test('the package, its types and the compiler of this repository have the same places', () => {
  const places = Object.entries(packageJson.exports).flatMap(([path, target]) =>
    typeof target === 'string' ? [] : [[`sightline${path.slice(1)}`, target] as const],
  )
  const source = (built: string, end: string) => built.replace('./dist/', '').replace(end, '.ts')
  expect(places.map(([, { types }]) => source(types, '.d.ts'))).toEqual(
    places.map(([, target]) => source(target.default, '.js')),
  )
  expect(buildConfig.include).toEqual(places.map(([, { types }]) => source(types, '.d.ts')))
  expect(tsconfig.compilerOptions.paths).toEqual(
    Object.fromEntries(places.map(([name, { types }]) => [name, [`./${source(types, '.d.ts')}`]])),
  )
})
