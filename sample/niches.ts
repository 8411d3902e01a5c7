/** A subject that channels are about, with the dollars that a thousand views earn. */
export interface Niche {
  readonly name: string
  readonly rpm: number
  readonly channels: readonly [string, ...string[]]
  readonly topics: readonly [string, ...string[]]
  readonly titles: readonly [string, ...string[]]
}

/** The niches of the sample; `#` in a title is its topic, and `%` a number. */
export const niches: readonly [Niche, ...Niche[]] = [
  {
    name: 'personal_finance',
    rpm: 14.5,
    channels: ['Compound Daily', 'The Frugal Ledger', 'Money Unpacked', 'Quiet Millionaire', 'Debt Free Lab'],
    topics: [
      'Index Funds',
      'Your Emergency Fund',
      'Credit Scores',
      'Dividend Stocks',
      'a Roth IRA',
      'Side Income',
    ],
    titles: [
      '% Mistakes People Make With #',
      '#, Explained in % Minutes',
      'I Tried # for % Months: Here Is What Happened',
      'Why # Beats a Raise',
      'The Truth About #',
    ],
  },
  {
    name: 'technology',
    rpm: 9.2,
    channels: ['Bench & Byte', 'Gadget Autopsy', 'Signal Path', 'The Patch Notes', 'Under The Heatsink'],
    topics: [
      'Foldable Phones',
      'Mini PCs',
      'Home Servers',
      'Mechanical Keyboards',
      'Local AI Models',
      'Budget Laptops',
    ],
    titles: [
      '# After % Months: Still Worth It?',
      'The % Best # You Can Buy',
      'Nobody Talks About This Problem With #',
      '# Tested: The Results Surprised Me',
      'Do Not Buy # Before Watching This',
    ],
  },
  {
    name: 'health_fitness',
    rpm: 6.8,
    channels: ['Stronger By Small Steps', 'The Mobility Desk', 'Plate & Pulse', 'Zone Two Club'],
    topics: [
      'Zone 2 Cardio',
      'Kettlebell Training',
      'Protein Timing',
      'Better Sleep',
      'Hip Mobility',
      'Walking',
    ],
    titles: [
      '% Minutes of # Every Day for a Month',
      'What Science Really Says About #',
      '% Rules of # for Beginners',
      'The Real Reason # Is Not Working for You',
      '# Without a Gym',
    ],
  },
  {
    name: 'gaming',
    rpm: 3.1,
    channels: ['Save Point Stories', 'Respawn Theory', 'Pixel Archive', 'One More Turn', 'Speedrun Almanac'],
    topics: ['Roguelikes', 'Cozy Games', 'Open Worlds', 'Retro Shooters', 'City Builders', 'Boss Fights'],
    titles: [
      'Top % # You Missed This Year',
      'How # Changed Gaming Forever',
      'Ranking % # From Worst to Best',
      'The Hidden Genius of #',
      'I Played % Hours of # So You Do Not Have To',
    ],
  },
  {
    name: 'cooking',
    rpm: 5.4,
    channels: ['Weeknight Table', 'The Slow Pot', 'Salt Before Serving', 'Pantry Passport'],
    topics: ['Sourdough', 'Ramen', 'Cast Iron Steak', 'Sheet Pan Dinners', 'Fresh Pasta', 'Street Tacos'],
    titles: [
      '# in % Minutes',
      'The Only # Recipe You Need',
      '% Chefs, One Dish: #',
      'Why Restaurant # Tastes Better',
      'Cheap vs Expensive: #',
    ],
  },
  {
    name: 'history',
    rpm: 4.6,
    channels: ['Forgotten Margins', 'Empire Notes', 'The Cold Archive', 'Before The Map'],
    topics: [
      'the Silk Road',
      'Roman Concrete',
      'the Hanseatic League',
      'Medieval Siegecraft',
      'the Spice Trade',
      'Polar Expeditions',
    ],
    titles: [
      'How # Really Worked',
      'The Rise and Fall of #',
      '% Facts About # That Sound Made Up',
      'What They Never Told You About #',
      '% Days That Decided #',
    ],
  },
  {
    name: 'education',
    rpm: 7.5,
    channels: ['Ten Minute Tutor', 'Proof By Picture', 'Curious Units', 'The Study Bench'],
    topics: [
      'Black Holes',
      'Probability',
      'Plate Tectonics',
      'Calculus',
      'Memory Techniques',
      'the Periodic Table',
    ],
    titles: [
      '# in % Minutes',
      'You Were Taught # Wrong',
      '% Questions About #, Answered',
      '# for People Who Hate Math',
      'The Simplest Explanation of #',
    ],
  },
  {
    name: 'travel',
    rpm: 4.1,
    channels: ['Window Seat Diaries', 'Carry On Only', 'Night Train North', 'Off Season'],
    topics: ['Lisbon', 'Kyoto', 'Patagonia', 'the Balkans', 'Iceland', 'Vietnam'],
    titles: [
      '% Days in #: The Full Itinerary',
      '# on a Tiny Budget',
      'Do Not Go to # Without Knowing This',
      '% Hidden Places in #',
      'Living in # for a Month: What It Cost',
    ],
  },
]
