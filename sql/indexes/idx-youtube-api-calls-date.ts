import { sourceIndex } from 'sightline'
import { youtubeApiCalls } from '../sources.ts'

export const idxYoutubeApiCallsDate = sourceIndex('idx_youtube_api_calls_date', {
  description: 'The quota that is spent on a day.',
  on: youtubeApiCalls,
  columns: ['date'],
})
