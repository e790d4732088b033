export const en = {
  title: 'Appointment slip',
  heading: (visits: number) => (visits === 1 ? 'Your next visit' : 'Your next visits'),
  none: 'No further visit is booked.',
  with: (name: string) => `with ${name}`,
  cannotCome: (ways: string) => `If you cannot come, please tell us as early as you can: ${ways}`,
  cannotComeAtAll: 'If you cannot come, please tell us as early as you can.',
  more: (page: number, of: number) => `Slip ${page} of ${of}`,
  made: (moment: string) => `As booked on ${moment}`,
} as const;

export type SlipWords = typeof en;
