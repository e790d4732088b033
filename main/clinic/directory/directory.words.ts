export const en = {
  title: 'Who here offers what',
  titleTraditional: 'Traditional acupuncture',
  traditionalNote:
    'Traditional acupuncture is a profession of its own. It is not intramuscular stimulation and is listed apart.',
  made: (moment: string, rows: number) =>
    `As of ${moment}. ${rows} ${rows === 1 ? 'practitioner' : 'practitioners'}, by name: the order says nothing of who is better. Everybody listed has agreed to it and holds every credential that the technique asks for.`,
  columns: {
    name: 'Practitioner',
    techniques: 'Offers',
    languages: 'Languages',
    days: 'Days',
    place: 'Place',
    takes: 'Takes',
  },
  supervised: (name: string) => `supervised by ${name}`,
  newPatients: 'new patients',
  noNewPatients: 'no new patients at present',
  children: 'children',
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  none: 'Nobody who is listed offers this today.',
} as const;
export type DirectoryWords = typeof en;
