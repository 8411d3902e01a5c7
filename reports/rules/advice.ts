import { from } from 'sightline'
import { reportTable } from 'sightline/reports'
import { betterHours } from './better-hours.ts'
import { costlyChannels } from './costly-channels.ts'
import { losingThumbnails } from './losing-thumbnails.ts'

/** What the written rules find in the period, each finding with its figures. */
export const adviceSection = <const Title extends string>(title: Title) =>
  reportTable({
    title,
    description: 'What the data of this period says could be better, and the figures behind it.',
    query: from()
      .selectFrom(costlyChannels().as('rule'))
      .selectAll()
      .unionAll(from().selectFrom(betterHours().as('rule')).selectAll())
      .unionAll(from().selectFrom(losingThumbnails().as('rule')).selectAll())
      .orderBy('advice')
      .orderBy('subject')
      .orderBy('figures'),
    columns: {
      advice: { label: 'What to do' },
      subject: { label: 'Where' },
      figures: { label: 'Why' },
    },
    empty: 'Nothing stands out.',
  })
