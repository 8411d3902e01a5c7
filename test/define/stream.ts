import { rows, view } from 'sightline'
import { approximateDistinct, count, countIf, event, field, max, rollup, sum } from 'sightline/events'

export const pageView = event('page_view', {
  description: 'Somebody read a page.',
  version: 1,
  fields: {
    site: field.text('The site.'),
    reader: field.text('Who read.'),
    seconds: field.integer('How long.'),
    first: field.boolean('Whether it was the first time.'),
    weight: field.number('How much it counts.'),
    at: field.time('When.'),
  },
  shardBy: 'site',
  time: 'at',
})

export const viewsPerHour = rollup('analytics.page_views_per_hour', {
  description: 'Views of each site.',
  from: pageView,
  per: 'hour',
  by: ['site'],
  measures: {
    views: count(),
    firsts: countIf('first'),
    seconds: sum('seconds'),
    readers: approximateDistinct('reader'),
    longest: max('seconds'),
  },
  partitionBy: { column: 'hour', every: 'month', keep: '2 days' },
})

export const viewsPerSite = view('analytics.page_views_per_site', {
  description: 'All views of each site.',
  grain: ['site'],
  columns: { site: 'The site.', views: 'All views.' },
  query: rows(viewsPerHour)
    .groupBy('site')
    .select((eb) => ['site', eb.fn.sum<number>('views').as('views')]),
})
