import { factory, given, proofs, proveEach } from 'sightline/proofs'
import { channels, users, videoGenerationLog, videos, videoThumbnails } from '../../sql/sources.ts'
import { weeklyInsights } from './index.ts'

const user = factory(users, { status: 'active' })
const ann = user({ user_id: 'ann', email: 'ann@example.com' })
const channel = factory(channels, {
  channel_id: 'tea',
  channel_name: 'Tea',
  user_id: 'ann',
  niche: 'drinks',
})
/** Published on the Wednesday of last week. */
const video = factory(videos, {
  channel_id: 'tea',
  status: 'published',
  published_at: '2026-03-11T12:00:00Z',
})
const cost = factory(videoGenerationLog, {
  channel_id: 'tea',
  status: 'published',
  created_at: '2026-03-11T12:00:00Z',
})
const thumbnail = factory(videoThumbnails, { video_id: 'v' })

/** Other people's channels of the niche, each with a video of so many views. */
const others = (views: readonly number[]) =>
  views.flatMap((seen, place) => [
    user({ user_id: `other ${place}`, email: `other${place}@example.com` }),
    channel({ channel_id: `other ${place}`, channel_name: `Other ${place}`, user_id: `other ${place}` }),
    video({ video_id: `other ${place}`, channel_id: `other ${place}`, views: seen }),
  ])

export default proofs(
  { now: '2026-03-16T08:00:00Z' },
  {
    'a week in which nothing happened says so': given(ann).report(weeklyInsights, 'ann', {
      'Weekly trends': 'No video was published.',
      'Performance analysis': 'No video was published.',
      'Optimization opportunities': 'Nothing stands out.',
      'Competitor insights': 'Your niches have too few other channels to compare with.',
    }),
    'who has left gets no weekly report': given(ann, user({ user_id: 'bob', status: 'churned' })).recipients(
      weeklyInsights,
      ['ann'],
    ),

    'the week goes from Monday to Sunday, UTC, a row for each day with a video': given(
      ann,
      channel(),
      video({ video_id: 'a', published_at: '2026-03-08T23:59:59.999Z', views: 1 }),
      video({ video_id: 'b', published_at: '2026-03-09T00:00:00Z', views: 10, revenue_cents: 150 }),
      video({ video_id: 'c', published_at: '2026-03-09T18:00:00Z', views: 20, revenue_cents: 100 }),
      video({ video_id: 'd', published_at: '2026-03-15T23:59:59.999Z', views: 40 }),
      video({ video_id: 'e', published_at: '2026-03-16T00:00:00Z', views: 80 }),
    ).report(weeklyInsights, 'ann', {
      'Weekly trends': [
        { day: '2026-03-09', videos: 2, views: '30', revenue: '$2.50' },
        { day: '2026-03-15', videos: 1, views: '40', revenue: '$0.00' },
      ],
    }),

    'videos are counted by their standing in the niche': given(
      ann,
      channel(),
      [0, 100, 200, 300, 400].map((views, place) =>
        video({ video_id: `old ${place}`, published_at: '2026-02-01T00:00:00Z', views }),
      ),
      video({ video_id: 'a', views: 400, likes: 4 }),
      video({ video_id: 'b', views: 50, likes: 2 }),
      video({ video_id: 'c', views: 100 }),
    ).report(weeklyInsights, 'ann', {
      'Performance analysis': [
        { performance_tier: 'below_average', videos: 1, views_vs_median: 0.5, engagement_rate: '0.00%' },
        { performance_tier: 'bottom_25_percent', videos: 1, views_vs_median: 0.25, engagement_rate: '4.00%' },
        {
          performance_tier: 'top_10_percent',
          videos: 1,
          views_vs_median: '2.00 ×',
          engagement_rate: '1.00%',
        },
      ],
    }),
    'the most frequent standing comes first': given(
      ann,
      channel(),
      video({ video_id: 'old', published_at: '2026-02-01T00:00:00Z', views: 100 }),
      video({ video_id: 'a', views: 1 }),
      video({ video_id: 'b', views: 200 }),
      video({ video_id: 'c', views: 300 }),
    ).report(weeklyInsights, 'ann', {
      'Performance analysis': [
        { performance_tier: 'top_10_percent', videos: 2 },
        { performance_tier: 'bottom_25_percent', videos: 1 },
      ],
    }),
    'a niche without videos of a week has no standing yet': given(
      ann,
      channel(),
      video({ views: 10 }),
    ).report(weeklyInsights, 'ann', {
      'Performance analysis': [{ performance_tier: 'unranked', videos: 1, views_vs_median: null }],
    }),

    'a channel whose videos cost more than they earn is named with both': given(
      ann,
      channel(),
      video({ video_id: 'a', revenue_cents: 150 }),
      video({ video_id: 'b', revenue_cents: 150 }),
      cost({ total_cost_cents: 401 }),
    ).report(weeklyInsights, 'ann', {
      'Optimization opportunities': [
        {
          advice: 'Spend less on a channel, or change what it makes',
          subject: 'Tea',
          figures: 'a video cost $2.01 and earned $1.50',
        },
      ],
    }),
    ...proveEach({ 'costs as much as it earns': 300, 'costs less': 299 }, (cents, title) => [
      `a channel that ${title} is not named`,
      given(ann, channel(), video({ revenue_cents: 300 }), cost({ total_cost_cents: cents })).report(
        weeklyInsights,
        'ann',
        { 'Optimization opportunities': 'Nothing stands out.' },
      ),
    ]),
    'a channel of which no cost is known is not named': given(
      ann,
      channel(),
      video({ revenue_cents: 0 }),
      cost({ total_cost_cents: null }),
    ).report(weeklyInsights, 'ann', { 'Optimization opportunities': 'Nothing stands out.' }),

    'an hour whose videos earn a quarter more than all is named': given(
      ann,
      channel(),
      ['a', 'b', 'c'].map((video_id) => video({ video_id, revenue_cents: 500 })),
      ['d', 'e', 'f'].map((video_id) =>
        video({ video_id, revenue_cents: 300, published_at: '2026-03-11T09:59:59Z' }),
      ),
    ).report(weeklyInsights, 'ann', {
      'Optimization opportunities': [
        {
          advice: 'Publish at an hour that earns more',
          subject: '12:00 UTC',
          figures: '3 videos earned $5.00 each, all of yours $4.00',
        },
      ],
    }),
    'two videos of an hour are too few to say anything': given(
      ann,
      channel(),
      ['a', 'b'].map((video_id) => video({ video_id, revenue_cents: 900 })),
      ['c', 'd'].map((video_id) => video({ video_id, published_at: '2026-03-11T09:00:00Z' })),
    ).report(weeklyInsights, 'ann', { 'Optimization opportunities': 'Nothing stands out.' }),
    'where nothing is earned no hour earns more': given(
      ann,
      channel(),
      ['a', 'b', 'c'].map((video_id) => video({ video_id })),
    ).report(weeklyInsights, 'ann', { 'Optimization opportunities': 'Nothing stands out.' }),

    'a thumbnail that is clicked a sixth less often than the winner is to be dropped': given(
      ann,
      channel(),
      video({ video_id: 'v', title: 'How to pour' }),
      thumbnail({ variant: 'a', click_through_rate: 6, is_winner: true }),
      thumbnail({ variant: 'b', click_through_rate: 5 }),
      thumbnail({ variant: 'c', click_through_rate: 5.01 }),
    ).report(weeklyInsights, 'ann', {
      'Optimization opportunities': [
        {
          advice: 'Drop a thumbnail that loses its test',
          subject: 'How to pour',
          figures: 'variant b is clicked by 5.00 %, variant a by 6.00 %',
        },
      ],
    }),
    'while no thumbnail has won, none loses': given(
      ann,
      channel(),
      video({ video_id: 'v' }),
      thumbnail({ variant: 'a', click_through_rate: 6 }),
      thumbnail({ variant: 'b', click_through_rate: 1 }),
    ).report(weeklyInsights, 'ann', { 'Optimization opportunities': 'Nothing stands out.' }),

    'a channel stands beside five others of its niche': given(
      ann,
      channel(),
      video({ video_id: 'a', views: 100 }),
      video({ video_id: 'b', views: 500 }),
      others([100, 200, 200, 400, 600]),
    ).report(weeklyInsights, 'ann', {
      'Competitor insights': [
        {
          channel_name: 'Tea',
          niche: 'drinks',
          views: '300',
          median: '200',
          top_quarter: '400',
          against_median: '1.50 ×',
        },
      ],
    }),
    'four others are too few to be anonymous': given(
      ann,
      channel(),
      video({ views: 100 }),
      others([100, 200, 300, 400]),
    ).report(weeklyInsights, 'ann', {
      'Competitor insights': 'Your niches have too few other channels to compare with.',
    }),
    "one's own channels are no competitors": given(
      ann,
      channel(),
      channel({ channel_id: 'ale' }),
      video({ video_id: 'a' }),
      video({ video_id: 'b', channel_id: 'ale' }),
      others([100, 200, 300, 400]),
    ).report(weeklyInsights, 'ann', {
      'Competitor insights': 'Your niches have too few other channels to compare with.',
    }),
    'others without views have no median to stand against': given(
      ann,
      channel(),
      video({ views: 10 }),
      others([0, 0, 0, 0, 0]),
    ).report(weeklyInsights, 'ann', { 'Competitor insights': [{ median: '0', against_median: null }] }),
  },
)
