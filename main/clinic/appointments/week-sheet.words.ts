export const en = {
  title: (name: string) => `Week of ${name}`,
  heading: (from: string) => `Week of ${from}`,
  made: (moment: string) =>
    `As of ${moment}. Keep it where patients cannot read it, and shred it at the end of the week.`,
  hour: 'Hour',
  works: (spans: readonly string[]) => (spans.length === 0 ? 'not working' : spans.join(', ')),
  count: (visits: number) => `${visits} ${visits === 1 ? 'visit' : 'visits'}`,
  empty: 'No visits in this week.',
} as const;

export type WeekSheetWords = typeof en;
