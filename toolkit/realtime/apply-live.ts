import type { Redis } from '../redis/redis.ts'
import { keptDead } from './dead-letters.ts'
import type { LiveChunk } from './live-chunk.ts'
import { streamStart } from './stream-id.ts'
import type { ShardKeys } from './stream-keys.ts'

/** How many updates readers may have missed and still resume from. */
const keptUpdates = 20_000

/**
 * All of it or nothing, and only on top of what the caller believes was applied last: what is applied again, or by
 * somebody who lost the shard in the meantime, changes nothing. What changes comes as one text, since a command has a
 * limit of words; a sum that gets too large stays as it is.
 */
const script = `
local at = redis.call('get', KEYS[1]) or '${streamStart}'
if at ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[2])
if ARGV[3] ~= '' then redis.call('xadd', KEYS[2], 'maxlen', '~', '${keptUpdates}', '*', 'u', ARGV[3]) end
local next = 5
for _ = 1, tonumber(ARGV[4]) do
  redis.call('xadd', KEYS[3], 'maxlen', '~', '${keptDead}', '*', 'r', ARGV[next], 'e', ARGV[next + 1])
  next = next + 2
end
local ttls, changes = cjson.decode(ARGV[next]), cjson.decode(ARGV[next + 1])
for at, list in ipairs(changes) do
  local key = KEYS[3 + at]
  for place = 1, #list, 3 do
    local operation, field, amount = list[place], list[place + 1], list[place + 2]
    if operation == 'add' then
      redis.pcall('hincrby', key, field, amount)
    elseif operation == 'add float' then
      redis.pcall('hincrbyfloat', key, field, amount)
    elseif operation == 'min' or operation == 'max' then
      local old = tonumber(redis.call('hget', key, field) or '')
      if not old or (operation == 'min' and tonumber(amount) < old) or (operation == 'max' and tonumber(amount) > old) then
        redis.call('hset', key, field, amount)
      end
    else
      local old = redis.call('hget', key, field)
      local isClosed = old and string.sub(old, 1, 1) == '-'
      if operation == 'opened' then
        if isClosed then redis.call('hdel', key, field) else redis.call('hset', key, field, amount) end
      elseif old and not isClosed then
        redis.call('hdel', key, field)
      else
        redis.call('hset', key, field, '-' .. amount)
      end
    end
  end
  if ttls[at] > 0 then redis.call('expire', key, ttls[at]) end
end
return 1`

/** Applies what some entries change, if the entries before them were applied last; says whether it did. */
export async function applyLive(
  redis: Redis,
  keys: ShardKeys,
  chunk: LiveChunk,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<boolean> {
  const hashes = chunk.changes()
  const all = [keys.applied, keys.updates, keys.dead, ...hashes.map(({ key }) => key)]
  const updates = chunk.updates.length === 0 ? '' : JSON.stringify(chunk.updates)
  const dead = chunk.dead.flatMap(({ reason, event }) => [reason, event])
  const reply = await redis.command(
    keys.applied,
    'EVAL',
    script,
    String(all.length),
    ...all,
    from,
    to,
    updates,
    String(chunk.dead.length),
    ...dead,
    JSON.stringify(hashes.map(({ ttl }) => ttl)),
    JSON.stringify(hashes.map(({ changes }) => changes)),
  )
  return reply === 1
}

/** How far the live figures of a shard are counted. */
export async function appliedId(redis: Redis, { applied }: ShardKeys): Promise<string> {
  return String((await redis.command(applied, 'GET', applied)) ?? streamStart)
}
