import type { Definition } from 'sightline'
import { channelsExport } from './exports/channels.ts'
import { revenueExport } from './exports/revenue.ts'
import { videosExport } from './exports/videos.ts'

/** What each user may take away. */
export const reports: readonly Definition[] = [channelsExport, videosExport, revenueExport]
