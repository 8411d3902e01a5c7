import type { BucketLength } from '../define/realtime/rollup.ts'

const lengths: Readonly<Record<BucketLength, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** How long a bucket is, in milliseconds. */
export const bucketLength = (per: BucketLength): number => lengths[per]

/** When the bucket of a moment begins, in milliseconds; days are those of UTC. */
export const bucketOf = (per: BucketLength, time: number): number => time - (time % lengths[per])
